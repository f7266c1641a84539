package io.waybill.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.waybill.runtime.AgentService;
import java.time.Instant;

/** What the modules may know of each other. */
@AnalyzeClasses(packages = "io.waybill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVICES = {"io.waybill.gateway..", "io.waybill.validator..",
        "io.waybill.inventory..",
        "io.waybill.fraud..", "io.waybill.payment..", "io.waybill.tracking..", "io.waybill.notifier..",
        "io.waybill.rollback.."};

    @ArchTest
    static final ArchRule modulesFormNoCycle = slices().matching("io.waybill.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule contractsKnowNeitherSpringNorRedis = noClasses().that()
            .resideInAPackage("io.waybill.contracts..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.lettuce..", "io.waybill.runtime..");

    @ArchTest
    static final ArchRule servicesMeetOnlyInStreamsAndFunctions = slices().matching("io.waybill.(*)..")
            .namingSlices("$1").should().notDependOnEachOther()
            .ignoreDependency(anything(), resideInAnyPackage(
                    "io.waybill.contracts..", "io.waybill.runtime..", "io.waybill.servers..",
                    "io.waybill.checker.."))
            .ignoreDependency(resideInAPackage("io.waybill.fleet.."),
                    anything())
            .ignoreDependency(resideInAPackage("io.waybill.bench.."), resideInAPackage("io.waybill.fleet.."));

    @ArchTest
    static final ArchRule theBenchmarkMeasuresFromOutside = noClasses().that()
            .resideInAPackage("io.waybill.bench..")
            .should().dependOnClassesThat().resideInAPackage("io.waybill.runtime..");

    @ArchTest
    static final ArchRule theCheckerSharesNothingWithWhatItChecks = noClasses().that()
            .resideInAPackage("io.waybill.checker..")
            .should().dependOnClassesThat(resideInAPackage("io.waybill..")
                    .and(DescribedPredicate.not(resideInAPackage("io.waybill.checker.."))));

    @ArchTest
    static final ArchRule noHandlerTouchesAStream = noClasses().that().resideInAnyPackage(SERVICES)
            .should().dependOnClassesThat().resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses().should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule servicesShowOnlyTheirMainClass = classes().that().resideInAnyPackage(SERVICES)
            .and().areNotAnnotatedWith(AgentService.class).and().areTopLevelClasses()
            .should().notBePublic();

    @ArchTest
    static final ArchRule nowIsInjected = noClasses().that().resideInAnyPackage(SERVICES)
            .should().callMethod(Instant.class, "now");

    private static DescribedPredicate<JavaClass> anything() {
        return DescribedPredicate.alwaysTrue();
    }
}
