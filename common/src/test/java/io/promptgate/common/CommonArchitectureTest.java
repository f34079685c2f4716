package io.promptgate.common;

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

@AnalyzeClasses(packages = "io.promptgate.common", importOptions = ImportOption.DoNotIncludeTests.class)
class CommonArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoContainerAndNoHttp = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..", "java.net.http..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.promptgate.common.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesThingsForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$|.*\\.Abstract[^.]*$");

    @ArchTest
    static void marksEveryPackage(JavaClasses classes) {
        JavaPackage root = classes.getPackage("io.promptgate.common");
        assertThat(root.getSubpackagesInTree())
                .filteredOn(p -> !p.getClasses().isEmpty())
                .isNotEmpty()
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class));
    }
}
