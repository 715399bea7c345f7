package dev.makegood.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import org.junit.jupiter.api.Test;

/** What has to stay true of the house itself. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.makegood.notification");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.makegood.notification.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void nothingIsOpenToAnybody() {
        noMethods().should().beAnnotatedWith(PermitAll.class).check(SERVICE);
        noClasses().should().beAnnotatedWith(PermitAll.class).check(SERVICE);
    }

    @Test
    void onlyTheGuardedEnvelopeWritesHeaders() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Envelope")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.mail.internet.MimeMessage")
                .check(SERVICE);
    }
}
