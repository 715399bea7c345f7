package dev.makegood.recovery.apology;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class ApologiesTest {

    @Test
    void aStockPhraseIsNoApology() {
        var journey = Desk.recovering();
        make(
                        "eleni",
                        path(journey) + "/apologies",
                        Map.of("words", "Αγαπητέ Νίκος, ζητούμε συγγνώμη για την ταλαιπωρία. Με εκτίμηση, Eleni"))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:template-apology"))
                .body("errors[0].pointer", equalTo("/words"))
                .body("errors[0].code", equalTo("template"));
        assertThat(read(journey).getString("apologisedAt")).isNull();
        make("eleni", path(journey) + "/apologies", Map.of("words", "Συγγνώμη, ξέχασα να σας πάρω τηλέφωνο."))
                .statusCode(201);
    }

    @Test
    void whatIsSaidToEverybodyIsNoApologyAnyMore() {
        var words = Map.of("words", "I am sorry, Νίκος: the truck from Vouliagmeni came too late.");
        for (int i = 0; i < 3; i++) {
            make("eleni", path(Desk.recovering()) + "/apologies", words).statusCode(201);
        }
        make("eleni", path(Desk.recovering()) + "/apologies", words)
                .statusCode(422)
                .body("errors[0].code", equalTo("said-before"));
        make("lena", path(Desk.recovering()) + "/apologies", words).statusCode(201);
    }
}
