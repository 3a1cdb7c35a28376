package dev.zoetrope.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.http.annotation.Controller;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.slf4j.Logger;

/** The house style as far as bytecode shows it. */
@AnalyzeClasses(
    packages = "dev.zoetrope.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "dev.zoetrope.server.";

  /** Written by hand, as opposed to what the annotation processor adds. */
  private static final DescribedPredicate<JavaClass> WRITTEN =
      DescribedPredicate.describe(
          "written by hand", type -> !type.getName().contains("$") && !type.isAnonymousClass());

  private static final DescribedPredicate<JavaClass> REPOSITORY =
      DescribedPredicate.describe(
          "a repository", type -> type.getSimpleName().endsWith("Repository"));

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE =
      slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WEB_KNOWS_NO_FEATURE =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "web..", BASE + "crypto..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to a feature",
                  type ->
                      type.getPackageName().startsWith(BASE)
                          && !type.getPackageName().startsWith(BASE + "web")
                          && !type.getPackageName().startsWith(BASE + "crypto")));

  @ArchTest
  static final ArchRule CAPTURE_IS_ON_TOP_OF_SNAPSHOTS =
      noClasses()
          .that()
          .resideInAnyPackage(
              BASE + "accounts..",
              BASE + "persons..",
              BASE + "recordings..",
              BASE + "snapshots..",
              BASE + "sharing..",
              BASE + "insights..",
              BASE + "subscriptions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BASE + "capture..", BASE + "instance..");

  @ArchTest
  static final ArchRule CONTROLLERS_IMPLEMENT_THE_CONTRACT =
      classes()
          .that()
          .areAnnotatedWith(Controller.class)
          .should()
          .haveSimpleNameEndingWith("Controller")
          .andShould(implementAGeneratedInterface());

  @ArchTest
  static final ArchRule CONTROLLERS_TALK_TO_SERVICES =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Controller")
          .should()
          .dependOnClassesThat(REPOSITORY)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "io.micronaut.data..");

  @ArchTest
  static final ArchRule REPOSITORIES_STAY_WITHIN_THEIR_FEATURE =
      classes().that(REPOSITORY).should(beUsedWithinTheirFeatureOnly()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .that(WRITTEN)
          .should()
          .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Helpers)$");

  @ArchTest
  static final ArchRule TIME_COMES_FROM_THE_CLOCK =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(BASE + "instance.TimeFactory")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule NOBODY_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.zoetrope.server", BASE + "instance..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule NOTHING_IS_SET =
      noMethods()
          .that()
          .areDeclaredInClassesThat(WRITTEN)
          .should()
          .haveNameMatching("set[A-Z].*")
          .andShould()
          .haveRawReturnType(void.class)
          .andShould(
              ArchCondition.from(
                  DescribedPredicate.describe(
                      "have one parameter",
                      (JavaMethod method) -> method.getRawParameterTypes().size() == 1)));

  @ArchTest
  static final ArchRule COLLABORATORS_COME_THROUGH_THE_CONSTRUCTOR =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule LOGGERS_ARE_CONSTANTS =
      noFields()
          .that()
          .haveRawType(Logger.class)
          .should()
          .notHaveModifier(JavaModifier.FINAL)
          .orShould()
          .notHaveModifier(JavaModifier.STATIC);

  private static ArchCondition<JavaClass> implementAGeneratedInterface() {
    return new ArchCondition<>("implement an interface generated from the contract") {
      @Override
      public void check(JavaClass controller, ConditionEvents events) {
        boolean generated =
            controller.getAllRawInterfaces().stream()
                .anyMatch(type -> type.getPackageName().equals("dev.zoetrope.api"));
        if (!generated) {
          events.add(
              SimpleConditionEvent.violated(
                  controller, controller.getName() + " implements nothing of the contract"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beUsedWithinTheirFeatureOnly() {
    return new ArchCondition<>("be used within their feature only") {
      @Override
      public void check(JavaClass repository, ConditionEvents events) {
        String feature = feature(repository);
        repository.getDirectDependenciesToSelf().stream()
            .filter(dependency -> !feature(dependency.getOriginClass()).equals(feature))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(repository, dependency.getDescription())));
      }
    };
  }

  /** The first package below the base. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()).replaceFirst("\\..*", "") : name;
  }
}
