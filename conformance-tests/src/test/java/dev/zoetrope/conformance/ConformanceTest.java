package dev.zoetrope.conformance;

import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The whole suite against the server of this build; each case is a test. */
class ConformanceTest {
  private static Suite suite;

  @BeforeAll
  static void run() {
    Effort effort =
        new Effort(
            Integer.getInteger("zoetrope.conformance.requests", Effort.NORMAL.requests()),
            Effort.NORMAL.mutants(),
            Long.getLong("zoetrope.conformance.seed", Effort.NORMAL.seed()));
    suite = new Suite(new Wire(TestTarget.get()), effort).run(List.of());
  }

  @AfterAll
  static void report() throws IOException {
    suite.report(Path.of("target", "conformance-report"));
    System.out.print(suite.summary());
  }

  @TestFactory
  Stream<DynamicContainer> everythingIsProved() {
    return suite.parts().entrySet().stream()
        .map(
            part ->
                DynamicContainer.dynamicContainer(
                    part.getKey(), part.getValue().stream().map(ConformanceTest::test)));
  }

  private static DynamicTest test(Case one) {
    return DynamicTest.dynamicTest(
        one.group() + ": " + one.name(),
        () -> {
          if (one.outcome() != Outcome.PROVED) {
            throw new AssertionError(one.detail());
          }
        });
  }
}
