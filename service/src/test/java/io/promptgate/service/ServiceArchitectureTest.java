package io.promptgate.service;

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

@AnalyzeClasses(packages = "io.promptgate.service", importOptions = ImportOption.DoNotIncludeTests.class)
class ServiceArchitectureTest {

    @ArchTest
    static final ArchRule asksNothingOfHttpOrPostgresqlToStart = noClasses()
            .that()
            .resideInAPackage("io.promptgate.service.start")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.flywaydb..", "java.sql..");

    @ArchTest
    static final ArchRule keepsHttpOutOfTheStore = noClasses()
            .that()
            .resideInAPackage("io.promptgate.service.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.promptgate.service.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesThingsForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$|.*\\.Abstract[^.]*$");

    @ArchTest
    static void marksEveryPackage(JavaClasses classes) {
        JavaPackage root = classes.getPackage("io.promptgate.service");
        assertThat(root.getSubpackagesInTree())
                .filteredOn(p -> !p.getClasses().isEmpty())
                .isNotEmpty()
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class));
    }
}
