package dev.zoetrope.spec.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style of the contract, rule by rule; a failure lists every place that breaks it. */
class SpecLintTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path OPENAPI = PROJECT.resolve("openapi");
  private static final Contract CONTRACT = Contract.bundled();

  @Test
  void operationIdsAreUniqueVerbNouns() {
    none(OperationRules.operationIds(CONTRACT));
  }

  @Test
  void eachOperationHasOneDeclaredTag() {
    none(OperationRules.tags(CONTRACT));
  }

  @Test
  void summariesAreShortAndWithoutFullStop() {
    none(OperationRules.summaries(CONTRACT));
  }

  @Test
  void operationsResponsesAndHeadersAreDescribed() {
    none(OperationRules.descriptions(CONTRACT));
  }

  @Test
  void parametersAreDescribedAndHaveExamples() {
    none(OperationRules.parameters(CONTRACT));
  }

  @Test
  void refusalsAreSharedAndComplete() {
    none(OperationRules.refusals(CONTRACT));
  }

  @Test
  void eachOperationDocumentsASuccess() {
    none(OperationRules.successes(CONTRACT));
  }

  @Test
  void pathsFollowOneStyle() {
    none(OperationRules.paths(CONTRACT));
  }

  @Test
  void securityIsStated() {
    none(OperationRules.security(CONTRACT));
  }

  @Test
  void scopesAreStatedWhereAKeyIsAccepted() {
    none(OperationRules.scopes(CONTRACT));
  }

  @Test
  void differencesFromUpstreamHaveFourParts() {
    none(OperationRules.upstream(CONTRACT));
  }

  @Test
  void componentNamesAreUpperCamel() {
    none(SchemaRules.names(CONTRACT));
  }

  @Test
  void schemasAndPropertiesAreDescribed() {
    none(SchemaRules.descriptions(CONTRACT));
  }

  @Test
  void nullIsLegalWhereItIsPromised() {
    none(SchemaRules.nullability(CONTRACT));
  }

  @Test
  void noSchemaIsAnAlternative() {
    none(SchemaRules.alternatives(CONTRACT));
  }

  @Test
  void integersHaveFormatAndBounds() {
    none(SchemaRules.integers(CONTRACT));
  }

  @Test
  void stringsThatAreSentAreBounded() {
    none(SchemaRules.strings(CONTRACT));
  }

  @Test
  void requiredMembersExist() {
    none(SchemaRules.required(CONTRACT));
  }

  @Test
  void schemasNameTheirType() {
    none(SchemaRules.types(CONTRACT));
  }

  @Test
  void examplesAreWhereReadersLook() {
    none(ExampleRules.present(CONTRACT));
  }

  @Test
  void examplesFitTheirSchemas() {
    none(ExampleRules.valid(CONTRACT));
  }

  @Test
  void nothingInTheTreeIsUnused() {
    none(SourceRules.unused(OPENAPI, CONTRACT));
    none(SourceRules.unusedSchemes(CONTRACT));
  }

  @Test
  void behaviourNumbersAreUnique() {
    none(SourceRules.behaviourNumbers(SourceRules.text(OPENAPI.resolve("BEHAVIOUR.md"))));
  }

  @Test
  void citedBehaviourExists() {
    String behaviour = SourceRules.text(OPENAPI.resolve("BEHAVIOUR.md"));
    List<String> findings = new ArrayList<>();
    Stream.of(
            SourceRules.files(OPENAPI, ".yaml"),
            SourceRules.files(OPENAPI, ".md"),
            SourceRules.files(PROJECT.resolve("server/src"), ".java"),
            SourceRules.files(PROJECT.resolve("conformance-tests"), ".java"))
        .flatMap(List::stream)
        .forEach(
            file ->
                findings.addAll(
                    SourceRules.citations(
                        behaviour, PROJECT.relativize(file).toString(), SourceRules.text(file))));
    none(findings);
  }

  @Test
  void aStandardParserReadsTheBundleAndTheTree() {
    ParseOptions resolve = new ParseOptions();
    resolve.setResolve(true);
    SwaggerParseResult bundle =
        new OpenAPIV3Parser().readContents(CONTRACT.root().toString(), null, resolve);
    SwaggerParseResult tree =
        new OpenAPIV3Parser()
            .readLocation(OPENAPI.resolve("openapi.yaml").toString(), null, resolve);
    assertThat(bundle.getMessages()).isEmpty();
    assertThat(tree.getMessages()).isEmpty();
    assertThat(tree.getOpenAPI().getPaths().keySet())
        .isEqualTo(bundle.getOpenAPI().getPaths().keySet());
  }

  private static void none(List<String> findings) {
    assertThat(findings).isEmpty();
  }
}
