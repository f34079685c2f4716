package io.promptgate.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The rules of the house: a request walks through the rooms in one direction, and only the hallway knows them all. */
@AnalyzeClasses(packages = "io.promptgate.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
    private static final String ROOT = "io.promptgate.gateway.";
    /** The rooms in the order in which a request walks through them. */
    private static final List<String> ROOMS =
            List.of("edge", "auth", "resolve", "policy", "provider", "upstream", "respond", "record");

    @ArchTest
    static void noRoomImportsALaterOne(JavaClasses all) {
        for (int i = 0; i < ROOMS.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ROOMS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(ROOMS.subList(i + 1, ROOMS.size())))
                    .allowEmptyShould(true)
                    .check(all);
        }
    }

    @ArchTest
    static final ArchRule onlyTheHallwayIsImportedByNobody = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "flow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "flow..");

    @ArchTest
    static final ArchRule theCellarImportsNoRoomButTheParserOfEvents = classes()
            .that()
            .resideInAPackage(ROOT + "snapshot..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.describe(
                    "are the cellar's own, of start, of no room, or read server-sent events",
                    HouseRulesTest::isForTheCellar));

    @ArchTest
    static final ArchRule startImportsNothingOfTheHouse = noClasses()
            .that()
            .resideInAPackage(ROOT + "start..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are elsewhere in the house",
                    (JavaClass type) -> type.getPackageName().startsWith(ROOT)
                            && !type.getPackageName().equals(ROOT + "start")));

    @ArchTest
    static final ArchRule providersKnowNoHttp = noClasses()
            .that()
            .resideInAPackage(ROOT + "provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "jakarta.ws.rs..", "java.net.http..");

    @ArchTest
    static final ArchRule noProviderSeesAnother =
            slices().matching(ROOT + "provider.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theEdgeNeverTouchesTheUpstream = noClasses()
            .that()
            .resideInAPackage(ROOT + "edge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "upstream..");

    @ArchTest
    static final ArchRule nothingGoesRoundInCircles =
            slices().matching("io.promptgate.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noNameSaysNothing = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .and()
            .areNotEnums()
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .and(DescribedPredicate.describe(
                    "are no enum's constants", (JavaClass type) -> !type.isAssignableTo(Enum.class)))
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nobodyPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule everyPackageSaysWhatMayBeNull = classes()
            .that()
            .resideInAPackage(ROOT + ".")
            .should(new ArchCondition<JavaClass>("be in a package marked with @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    JavaPackage home = type.getPackage();
                    boolean marked = home.tryGetPackageInfo().isPresent() && home.isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getName() + " is in a package without @NullMarked"));
                }
            });

    private static boolean isForTheCellar(JavaClass type) {
        String home = type.getPackageName();
        return !home.startsWith(ROOT)
                || home.equals(ROOT + "snapshot")
                || home.equals(ROOT + "start")
                || type.getName().equals(ROOT + "provider.SseEvent")
                || type.getName().equals(ROOT + "provider.SseParser");
    }

    private static String[] packages(List<String> rooms) {
        List<String> packages = new ArrayList<>();
        rooms.forEach(room -> packages.add(ROOT + room + ".."));
        return packages.toArray(String[]::new);
    }
}
