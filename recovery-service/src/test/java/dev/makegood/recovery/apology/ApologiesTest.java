package dev.makegood.recovery.apology;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
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
    void whereItHappenedTwiceAFewWordsAreTooFew() {
        var customer = Complaints.complaint(Complaints.ELENI, true).customer();
        var first = begun(customer);
        var second = begun(customer);
        Desk.classify(first);
        Desk.classify(second);
        assertThat(read(second).getString("earlier")).isEqualTo(first.toString());
        make("eleni", path(second) + "/apologies", Map.of("words", "Συγγνώμη, Νίκος."))
                .statusCode(422)
                .body("errors[0].code", equalTo("too-short"));
        make(
                        "eleni",
                        path(second) + "/apologies",
                        Map.of("words", "Συγγνώμη: τον Μάρτιο σας υποσχέθηκα ότι δεν θα ξανασυμβεί, και ξανασυνέβη."))
                .statusCode(201);
    }

    private static UUID begun(Customer customer) {
        var like = Complaints.complaint(Complaints.ELENI, true);
        var complaint = new ComplaintReceived(
                like.complaintId(),
                like.reference(),
                like.linkGeneration(),
                customer,
                like.verbatim(),
                like.desiredOutcome(),
                like.channel(),
                like.product(),
                like.occurredAt(),
                like.takenInPerson(),
                like.owner(),
                null,
                null,
                null,
                like.at());
        Complaints.receive(complaint);
        step("eleni", path(complaint.complaintId()), "acknowledge", Map.of()).statusCode(200);
        return complaint.complaintId();
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
