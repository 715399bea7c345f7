package dev.makegood.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has to stay true of the house itself. */
class ArchitectureTest {

    /** All that can be done without a token: the gateway for texts signs what it tells. */
    private static final List<String> WITHOUT_A_TOKEN = List.of(
            "SmsResource.receive", "SmsResource.report", "UnsubscribeResource.show", "UnsubscribeResource.unsubscribe");

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
        assertThat(SERVICE.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .filter(ArchitectureTest::isOpenToAll)
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                        .sorted())
                .isEqualTo(WITHOUT_A_TOKEN);
    }

    /** A method's own annotation goes before its class's; one that has neither is denied to all. */
    private static boolean isOpenToAll(JavaMethod method) {
        if (method.isAnnotatedWith(RolesAllowed.class) || method.isAnnotatedWith(DenyAll.class)) {
            return false;
        }
        return method.isAnnotatedWith(PermitAll.class) || method.getOwner().isAnnotatedWith(PermitAll.class);
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
