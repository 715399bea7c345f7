package dev.makegood.complaint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/** One package a feature, and nobody let in whom this does not name. */
class ArchitectureTest {

    /** All that can be done without a token. What customers see goes by their link; anybody may complain. */
    private static final List<String> WITHOUT_A_TOKEN = List.of(
            "ComplaintsResource.complain",
            "FeelingsResource.ask",
            "FeelingsResource.say",
            "FormResource.ask",
            "FormResource.change",
            "FormResource.file",
            "FormResource.show",
            "LegRatingResource.rate",
            "SurveyPageResource.answer",
            "SurveyPageResource.show",
            "TrackingResource.accept",
            "TrackingResource.confirm",
            "TrackingResource.decline",
            "TrackingResource.dispute",
            "TrackingResource.show",
            "WishesResource.askWhetherToWithdraw",
            "WishesResource.escalate",
            "WishesResource.prefer",
            "WishesResource.withdraw",
            "WritingResource.fetch",
            "WritingResource.write");

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.makegood.complaint");

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("dev.makegood.complaint.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void packagesAreFeaturesAndNotLayers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..",
                        "..services..",
                        "..util..",
                        "..utils..",
                        "..dto..",
                        "..model..",
                        "..entity..",
                        "..repository..",
                        "..rest..",
                        "..controller..",
                        "..mapper..",
                        "..impl..")
                .check(SERVICE);
        noClasses()
                .should()
                .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Dto|DTO|Mapper)")
                .check(SERVICE);
    }

    @Test
    void nobodyDoesAnythingWithoutATokenButThis() {
        assertThat(operations()
                        .filter(ArchitectureTest::isOpenToAll)
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                        .sorted())
                .isEqualTo(WITHOUT_A_TOKEN);
    }

    @Test
    void everyOperationSaysWhatItIsCalled() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .andShould(new ArchCondition<>("have an operationId and a summary") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean named = method.tryGetAnnotationOfType(Operation.class)
                                .filter(operation -> !operation.operationId().isBlank()
                                        && !operation.summary().isBlank())
                                .isPresent();
                        events.add(new SimpleConditionEvent(method, named, method.getFullName()));
                    }
                })
                .check(SERVICE);
        assertThat(operations()
                        .map(method ->
                                method.getAnnotationOfType(Operation.class).operationId())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
    }

    private static Stream<JavaMethod> operations() {
        return SERVICE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    /** A method's own annotation goes before its class's; one that has neither is denied to all. */
    private static boolean isOpenToAll(JavaMethod method) {
        if (method.isAnnotatedWith(RolesAllowed.class) || method.isAnnotatedWith(DenyAll.class)) {
            return false;
        }
        return method.isAnnotatedWith(PermitAll.class) || method.getOwner().isAnnotatedWith(PermitAll.class);
    }
}
