package io.promptgate.logs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.promptgate.logs", importOptions = ImportOption.DoNotIncludeTests.class)
class LogsArchitectureTest {

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.promptgate.logs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule keepsSqlInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage("io.promptgate.logs.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx.sqlclient..", "io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..", "java.sql..");

    @ArchTest
    static final ArchRule keepsHttpOutOfTheStore = noClasses()
            .that()
            .resideInAPackage("io.promptgate.logs.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..");

    @ArchTest
    static final ArchRule namesThingsForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$|.*\\.Abstract[^.]*$");

    @ArchTest
    static final ArchRule letsNoRouteGoRoundTheTableOfPermissions =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.ext.web.Router");

    @ArchTest
    static void marksEveryPackage(JavaClasses classes) {
        JavaPackage root = classes.getPackage("io.promptgate.logs");
        assertThat(root.getSubpackagesInTree())
                .filteredOn(p -> !p.getClasses().isEmpty())
                .isNotEmpty()
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class));
        assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    }
}
