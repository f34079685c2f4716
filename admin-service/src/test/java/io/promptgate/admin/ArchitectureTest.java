package io.promptgate.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.promptgate.admin", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final List<String> SHARED = List.of(
            "io.promptgate.admin.access..",
            "io.promptgate.admin.apply..",
            "io.promptgate.admin.difference..",
            "io.promptgate.admin.http..",
            "io.promptgate.admin.publish..",
            "io.promptgate.admin.revision..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.promptgate.admin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classesHaveTellingNames =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)|.*\\.Abstract[^.]*");

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoneOfTheThingsAdministered = noClasses()
            .that()
            .resideInAnyPackage(SHARED.toArray(String[]::new))
            .should()
            .dependOnClassesThat(resideIn("project", "catalogue", "credential", "provider", "alias", "token"));

    @ArchTest
    static final ArchRule noRouteGoesRoundTheTableOfPermissions =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.ext.web.Router");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : classes) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        if (!unmarked.isEmpty()) {
            throw new AssertionError("packages without @NullMarked package-info: " + unmarked);
        }
    }

    private static DescribedPredicate<JavaClass> resideIn(String... things) {
        return DescribedPredicate.describe(
                "one of the things administered",
                type -> List.of(things).stream()
                        .anyMatch(thing -> type.getPackageName().equals("io.promptgate.admin." + thing)));
    }
}
