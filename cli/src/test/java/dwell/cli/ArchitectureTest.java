package dwell.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.NullMarked;

/** The borders between the rooms. What each room is for says its {@code package-info}. */
@AnalyzeClasses(packages = "dwell", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] INGEST = {
    "dwell.event..",
    "dwell.evidence..",
    "dwell.record..",
    "dwell.time..",
    "dwell.pattern..",
    "dwell.format..",
    "dwell.casefile.."
  };
  private static final String[] ANALYZER = {
    "dwell.search..",
    "dwell.shell..",
    "dwell.correlate..",
    "dwell.detect..",
    "dwell.incident..",
    "dwell.sigma.."
  };
  private static final String[] REPORT = {"dwell.report..", "dwell.chart..", "dwell.export.."};
  private static final String CLI = "dwell.cli..";

  /** What the template engine writes from the templates of {@code dwell.report}. */
  private static final String TEMPLATES = "dwell.report.template..";

  @ArchTest
  static final ArchRule ingestKnowsNothingDownstream =
      noClasses()
          .that()
          .resideInAnyPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(joined(ANALYZER, REPORT, new String[] {CLI}));

  @ArchTest
  static final ArchRule analyzerKnowsNothingDownstream =
      noClasses()
          .that()
          .resideInAnyPackage(ANALYZER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(joined(REPORT, new String[] {CLI}));

  @ArchTest
  static final ArchRule reportKnowsNoCommands =
      noClasses()
          .that()
          .resideInAnyPackage(REPORT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule everyRoomIsOnThePlan =
      classes()
          .that()
          .resideInAPackage("dwell..")
          .should()
          .resideInAnyPackage(joined(INGEST, ANALYZER, REPORT, new String[] {CLI}));

  /**
   * A room and the packages below it count as one: a registry names the classes of its families.
   */
  @ArchTest
  static final ArchRule noCyclesBetweenRooms =
      slices().matching("dwell.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule luceneHasTwoDoors =
      noClasses()
          .that()
          .resideOutsideOfPackages("dwell.casefile..", "dwell.search..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule reportNeverSeesTheIndex =
      noClasses()
          .that()
          .resideInAnyPackage(REPORT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dwell.casefile..", "dwell.search..");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  /** Evidence has its own zone; the analyst's machine must not leak into a timeline. */
  @ArchTest
  static final ArchRule noDefaultZone =
      noClasses()
          .should()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(TimeZone.class, "getDefault")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Calendar.class, "getInstance")
          .orShould()
          .callConstructor(Date.class);

  /** The same evidence gives the same bytes: time comes from evidence or is handed in. */
  @ArchTest
  static final ArchRule noHiddenClock =
      noClasses()
          .that()
          .resideInAnyPackage(joined(ANALYZER, REPORT))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  /** Whoever wrote the evidence must not choose how long a match takes: RE2 is linear. */
  @ArchTest
  static final ArchRule noBacktracking =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..")
          .orShould()
          .callMethod(String.class, "matches", String.class);

  /** Bytes become text by a charset that the code names. */
  @ArchTest
  static final ArchRule noDefaultCharset =
      noClasses()
          .should()
          .callMethod(Charset.class, "defaultCharset")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callMethod(String.class, "getBytes");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that().resideOutsideOfPackage(TEMPLATES).should(new BeInANullMarkedPackage());

  private static String[] joined(String[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** Holds where the class's own package, not one above it, carries the annotation. */
  private static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {

    BeInANullMarkedPackage() {
      super("be in a package whose package-info says @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        events.add(SimpleConditionEvent.violated(type, type.getFullName() + " is not"));
      }
    }
  }
}
