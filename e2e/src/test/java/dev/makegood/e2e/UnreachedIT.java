package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A customer whose mailbox does not exist. Nobody takes it for granted that they heard: their owner knows at once, and until they are
 * reached nothing is kept that was promised them.
 */
@ExtendWith(RunningStack.class)
class UnreachedIT {

    private final Stack stack;
    private final Desk eleni;
    private final String run = UUID.randomUUID().toString();
    private final String nobody = "nobody-" + run + "@customers.example";
    private final String somebody = "nikos-" + run + "@customers.example";

    UnreachedIT(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    @AfterEach
    void theMailServerIsWell() {
        stack.mailbox().fault(Map.of("unknown", List.of()));
    }

    @Test
    void whoDidNotHearIsReachedAnotherWay() {
        stack.mailbox().fault(Map.of("unknown", List.of(nobody)));
        var customer = eleni.post(
                        "/v1/customers", Map.of("name", "Nikos Papadopoulos", "language", "en", "email", nobody))
                .expect(201)
                .at("/id");
        var id = eleni.post(
                        "/v1/complaints",
                        Map.of("customerId", customer, "verbatim", "My car was damaged in tow.", "channel", "PHONE"))
                .expect(201)
                .at("/id");
        var journey = "/v1/journeys/" + id;
        await().atMost(20, SECONDS).until(() -> eleni.get(journey).status() == 200);
        eleni.readAndMove(journey, "acknowledge", Map.of("words", "I will see to it."))
                .expect(200);

        // Refused for good: nothing more is sent there, which is said once, and the owner is to reach them another way.
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(tasks(id))
                        .anySatisfy(task -> assertThat(task).contains("\"receipt\" did not reach", "5.1.1"))
                        .anySatisfy(task ->
                                assertThat(task).contains("\"acknowledgement\" did not reach Nikos Papadopoulos")));
        assertThat(tasks(id))
                .filteredOn(task -> task.contains("Nothing more reaches"))
                .hasSizeLessThanOrEqualTo(1);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(kinds(id)).contains("NotificationFailed", "RecipientSuppressed"));
        assertThat(kinds(id)).containsOnlyOnce("RecipientSuppressed").doesNotContain("NotificationSent");
        assertThat(eleni.get("/v1/customers/" + customer + "/dead-addresses").at("/items/0/reason"))
                .isEqualTo("BOUNCED");
        assertThat(acknowledgement(journey)).isEqualTo("PENDING");
        assertThat(stack.mailbox().to(nobody)).isEmpty();

        // They have another address, and hear.
        eleni.put(
                        "/v1/customers/" + customer,
                        eleni.get("/v1/customers/" + customer).header("ETag"),
                        Map.of("name", "Nikos Papadopoulos", "language", "en", "email", somebody))
                .expect(200);
        await().atMost(20, SECONDS)
                .until(() -> stack.count(
                                "notification",
                                "select count(*) from recipient_customer where email = '%s'".formatted(somebody))
                        > 0);
        eleni.post(journey + "/updates", Map.of("words", "The dealer has your car."))
                .expect(201);
        await().atMost(30, SECONDS).until(() -> acknowledgement(journey).equals("KEPT"));
        assertThat(stack.mailbox().to(somebody))
                .anySatisfy(mail -> assertThat(mail.text()).contains("The dealer has your car."));
        assertThat(tasks(id)).noneSatisfy(task -> assertThat(task).contains("did not reach"));
        assertThat(eleni.get("/v1/customers/" + customer + "/dead-addresses")
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    private String acknowledgement(String journey) {
        for (JsonNode promise : eleni.get(journey).expect(200).json().at("/promises")) {
            if (promise.at("/kind").asText().equals("ACKNOWLEDGEMENT")) {
                return promise.at("/state").asText();
            }
        }
        throw new AssertionError("No acknowledgement was promised");
    }

    private List<String> tasks(String id) {
        List<String> found = new ArrayList<>();
        for (JsonNode task :
                eleni.get("/v1/journeys/tasks?limit=100").expect(200).json().at("/items")) {
            if (task.at("/journeyId").asText().equals(id)) {
                found.add(task.at("/what").asText());
            }
        }
        return found;
    }

    private List<String> kinds(String id) {
        List<String> kinds = new ArrayList<>();
        eleni.get("/v1/complaints/" + id + "/timeline?limit=100")
                .expect(200)
                .json()
                .at("/items")
                .forEach(entry -> kinds.add(entry.at("/kind").asText()));
        return kinds;
    }
}
