package dev.makegood.recovery;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.makegood.chassis.inbox.Listener;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.makegood.recovery");

    private static final DescribedPredicate<JavaMethod> OPERATION = DescribedPredicate.describe(
            "an HTTP operation",
            method -> method.getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));

    @Test
    void noFeatureDependsOnItselfThroughOthers() {
        slices().matching("dev.makegood.recovery.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void packagesAreFeaturesAndNotLayers() {
        noClasses()
                .should()
                .resideInAnyPackage("..service..", "..util..", "..dto..", "..model..", "..repository..", "..rest..")
                .check(CODE);
    }

    @Test
    void classesAreNotNamedAfterTheirTechnique() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameEndingWith("Mapper")
                .check(CODE);
    }

    @Test
    void onlyAPartnersPageAndWhatIsPublishedAreForEverybody() {
        classes()
                .that(are(annotatedWith(PermitAll.class)))
                .should()
                .haveSimpleName("PartnerResource")
                .orShould()
                .haveSimpleName("KnownProblemsResource")
                .check(CODE);
        noMethods().should().beAnnotatedWith(PermitAll.class).check(CODE);
    }

    @Test
    void everyOperationIsPublicAndHasAnIdOfItsOwn() {
        methods()
                .that(are(OPERATION))
                .should()
                .haveModifier(JavaModifier.PUBLIC)
                .andShould(new ArchCondition<>("have an operationId") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean has = method.tryGetAnnotationOfType(Operation.class)
                                .filter(operation -> !operation.operationId().isBlank())
                                .isPresent();
                        events.add(new SimpleConditionEvent(method, has, method.getFullName()));
                    }
                })
                .check(CODE);
        assertThat(CODE.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(OPERATION)
                        .map(method ->
                                method.getAnnotationOfType(Operation.class).operationId()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void resourcesAndListenersGoByThoseNames() {
        classes()
                .that(are(annotatedWith(Path.class)))
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(CODE);
        classes()
                .that()
                .implement(Listener.class)
                .should()
                .haveSimpleNameEndingWith("Listener")
                .check(CODE);
    }
}
