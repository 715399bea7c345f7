package dev.makegood.contract;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The contract stays something that any reader can take in: data, and nothing that comes with a framework. */
class ContractArchitectureTest {

    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(Event.class);

    @Test
    void theContractDependsOnJavaAndAnnotationsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.annotations..",
                        Event.class.getPackageName())
                .check(CONTRACT);
    }

    @Test
    void theContractIsRecordsAndEnumsAndSealedInterfaces() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(be(DescribedPredicate.<JavaClass>describe(
                        "a record, an enum or a sealed interface", ContractArchitectureTest::isData)))
                .check(CONTRACT);
    }

    @Test
    void everyEventIsARecord() {
        classes().that().implement(Event.class).should().beRecords().check(CONTRACT);
    }

    private static boolean isData(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isAnonymousClass() // what javac makes of a switch over an enum
                || (type.isInterface() && type.reflect().isSealed());
    }
}
