package dev.pgreview.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.pgreview";
  private static final List<String> CORE =
      List.of(
          "migration",
          "schema",
          "lock",
          "report",
          "config",
          "detect",
          "sql",
          "lint",
          "plan",
          "review",
          "render");

  private static JavaClasses code;
  private static ArchitectureMap map;

  @BeforeAll
  static void read() throws IOException {
    // Names are all that the rules ask of classes of others; reading those takes a minute.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    try {
      code =
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              // PostgreSQL's parser as the build translates it: nobody's code, and most of the
              // time.
              .withImportOption(location -> !location.contains("/sql/wasm/LibPgQueryMachine"))
              .importPackages(ROOT);
    } finally {
      // It is one for all tests of a process.
      ArchConfiguration.get().reset();
    }
    map = ArchitectureMap.read();
    assertThat(code.size()).as("classes read").isGreaterThan(100);
    assertThat(map.rooms()).as("rows of the map").hasSizeGreaterThan(10);
    assertThat(map.libraries()).as("rows of the library table").hasSizeGreaterThan(8);
  }

  @Test
  void everyRoomIsOnTheMapAndInTheCode() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/dev/pgreview"))) {
      Set<String> rooms =
          folders
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(rooms).isEqualTo(new TreeSet<>(map.rooms().keySet()));
    }
  }

  @Test
  void aRoomUsesOnlyTheRoomsOnItsRow() {
    for (Map.Entry<String, Set<String>> row : map.rooms().entrySet()) {
      String[] others =
          map.rooms().keySet().stream()
              .filter(room -> !room.equals(row.getKey()) && !row.getValue().contains(room))
              .map(ArchitectureTest::packages)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(packages(row.getKey()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("docs/architecture.md does not let " + row.getKey() + " use them")
          .check(code);
    }
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(code);
  }

  @Test
  void librariesStayInTheirRooms() {
    for (Map.Entry<String, Set<String>> row : map.libraries().entrySet()) {
      String[] allowed =
          row.getValue().stream().map(ArchitectureTest::packages).toArray(String[]::new);
      noClasses()
          .that()
          .resideOutsideOfPackages(allowed)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(row.getKey() + "..")
          .because("docs/architecture.md keeps " + row.getKey() + " in " + row.getValue())
          .check(code);
    }
  }

  @Test
  void theCoreTouchesNoFileAndNoProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(coreAnd())
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(File|RandomAccessFile|FileInputStream|FileOutputStream|FileReader"
                + "|FileWriter)|java\\.lang\\.(Process|ProcessBuilder|ProcessHandle)")
        .because("only the ends do input and output")
        .check(code);
  }

  @Test
  void theCoreIsToldTheTime() {
    noClasses()
        .that()
        .resideInAnyPackage(coreAnd())
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "reads the clock",
                    target ->
                        target.getFullName().startsWith("java.time.Instant.now(")
                            || target.getFullName().startsWith("java.time.Clock.system")
                            || target.getFullName().matches("java\\.time\\..*\\.now\\(\\)")
                            || target.getFullName().startsWith("java.lang.System.nanoTime(")
                            || target
                                .getFullName()
                                .startsWith("java.lang.System.currentTimeMillis("))))
        .because("a review must give the same answer twice")
        .check(code);
  }

  @Test
  void everyPackageIsNullMarkedAndExplained() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev/pgreview"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        boolean holdsClasses;
        try (Stream<Path> files = Files.list(folder)) {
          holdsClasses = files.anyMatch(file -> file.toString().endsWith(".java"));
        }
        if (holdsClasses) {
          assertThat(folder.resolve("package-info.java"))
              .content()
              .contains("/**")
              .contains("@NullMarked");
        }
      }
    }
  }

  @Test
  void namesSayWhatTheyHold() {
    classes()
        .should()
        .haveNameNotMatching(".*(Utils?|Helpers?|Common)(\\$.*)?")
        .because("such a name says nothing")
        .check(code);
  }

  private static String packages(String room) {
    return ROOT + "." + room + "..";
  }

  private static String[] coreAnd() {
    return CORE.stream().map(ArchitectureTest::packages).toArray(String[]::new);
  }
}
