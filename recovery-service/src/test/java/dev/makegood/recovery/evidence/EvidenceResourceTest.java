package dev.makegood.recovery.evidence;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.TopicReader;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Topic;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class EvidenceResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Evidence evidence;

    @Inject
    Outbox outbox;

    @TempDir
    Path folder;

    @Test
    void everythingThatWasToldIsKeptAsItWasSent() {
        var journey = Desk.proposed();
        var types = List.of(
                "JourneyOpened",
                "PromiseMade",
                "PromiseMade",
                "PromiseMade",
                "JourneyAcknowledged",
                "PromiseKept",
                "UpdateGiven",
                "PromiseKept",
                "PromiseMade",
                "ApologyMade",
                "CauseClassified",
                "RecoveryProposed",
                "PromiseKept",
                "PromiseKept");
        Published.await(journey, types.toArray(String[]::new));
        var pack = pack(journey);
        assertThat(pack.get("verified").asBoolean()).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(TopicReader.of(Topic.JOURNEYS.address(), journey))
                        .hasSize(pack.get("entries").asInt()));
        var told = TopicReader.of(Topic.JOURNEYS.address(), journey);
        for (int i = 0; i < told.size(); i++) {
            var entry = pack.get("items").get(i);
            assertThat(entry.get("eventId").asText()).isEqualTo(TopicReader.header(told.get(i), "ce_id"));
            assertThat(entry.get("type").asText()).isEqualTo(TopicReader.header(told.get(i), "ce_type"));
            assertThat(entry.get("sequence").asText()).isEqualTo(TopicReader.header(told.get(i), "ce_sequence"));
            assertThat(entry.get("body").asText().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(told.get(i).value());
        }
        assertThat(evidence.history(journey)).hasSize(told.size());
        assertThat(evidence.history(journey).getFirst().getClass().getSimpleName())
                .isEqualTo("JourneyOpened");
    }

    @Test
    void aPackIsVerifiedOffline() throws Exception {
        var pack = pack(Desk.recovering());
        assertThat(verify(pack)).startsWith("0 Verified: " + pack.get("entries").asText() + " entries");
        assertThat(verify(pack, "--head", pack.get("items").get(2).get("hash").asText()))
                .startsWith("0 ");
        assertThat(verify(pack, "--head", "ab".repeat(32))).startsWith("1 ").contains("in none of its entries");
    }

    @Test
    void anAlteredPackIsNotVerifiedAndTheEntryIsNamed() throws Exception {
        var journey = Desk.recovering();
        assertThat(altered(journey, items -> ((ObjectNode) items.get(2)).put("body", "{}")))
                .startsWith("1 ")
                .contains("entry 3 (dev.makegood.PromiseMade) was altered");
        assertThat(altered(journey, items -> ((ObjectNode) items.get(1)).put("at", "2020-01-01T00:00:00Z")))
                .startsWith("1 ")
                .contains("entry 2");
        assertThat(altered(journey, items -> items.remove(3))).startsWith("1 ").contains("entry 4 is missing");
        assertThat(altered(journey, items -> items.remove(items.size() - 1)))
                .startsWith("1 ")
                .contains("is missing");
        assertThat(altered(journey, items -> items.add(items.get(0)))).startsWith("1 ");
        assertThat(altered(journey, items -> {})).startsWith("0 ");
    }

    @Test
    void evidenceIsOnlyAddedTo() {
        var journey = Complaints.takenByEleni();
        for (String change : List.of(
                "delete from evidence where journey_id = ?",
                "update evidence set body = '{}' where journey_id = ?",
                "update evidence set body = null where journey_id = ?",
                "update evidence set body = null, salt = null, at = now() where journey_id = ?",
                "update evidence set hash = previous_hash where journey_id = ?")) {
            assertThatThrownBy(() -> Database.run(change, journey))
                    .as(change)
                    .hasMessageContaining("Evidence is only added to");
        }
        assertThatThrownBy(() -> Database.run("truncate evidence")).hasMessageContaining("Evidence is only added to");
    }

    @Test
    void whoeverAltersTheTableItselfIsFound() {
        var altered = Complaints.takenByEleni();
        var shortened = Complaints.takenByEleni();
        var emptied = Complaints.takenByEleni();
        past("update evidence set body = replace(body, 'ACKNOWLEDGEMENT', 'RESOLUTION') where journey_id = ?", altered);
        past("delete from evidence where sequence = 4 and journey_id = ?", shortened);
        past("delete from evidence where journey_id = ?", emptied);
        as("marcus")
                .get(path(altered) + "/evidence")
                .then()
                .statusCode(200)
                .body("verified", equalTo(false))
                .body("broken.sequence", equalTo(2))
                .body("broken.why", containsString("not what was told"));
        as("marcus")
                .get(path(shortened) + "/evidence")
                .then()
                .body("verified", equalTo(false))
                .body("broken.sequence", equalTo(4));
        as("marcus")
                .get(path(emptied) + "/evidence")
                .then()
                .body("verified", equalTo(false))
                .body("items", hasSize(0));
        assertThat(audited(altered)).isFalse();
        assertThat(audited(shortened)).isFalse();
        assertThat(audited(emptied)).isFalse();
        assertThat(audited(Complaints.takenByEleni())).isTrue();
    }

    @Test
    void whatWasErasedIsGoneAndTheChainStillHolds() throws Exception {
        var journey = Desk.recovering();
        var before = pack(journey);
        assertThat(evidence.erase(journey)).isEqualTo(before.get("entries").asInt());
        make("eleni", path(journey) + "/updates", Map.of("words", "And on it goes."))
                .statusCode(201);
        as("lena")
                .get(path(journey) + "/evidence")
                .then()
                .statusCode(200)
                .body("verified", equalTo(true))
                .body("items[0].body", nullValue())
                .body("items[0].salt", nullValue())
                .body(
                        "items[0].hash",
                        equalTo(before.get("items").get(0).get("hash").asText()))
                .body("items.body", hasItem(containsString("And on it goes.")));
        assertThat(verify(pack(journey))).startsWith("0 ").contains("were erased");
        assertThat(evidence.history(journey)).hasSize(3);
    }

    @Test
    void manyWhoTellAtOnceWriteOneChain() throws Exception {
        var journey = Complaints.takenByEleni();
        var other = Complaints.takenByEleni();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                done.add(threads.submit(() -> QuarkusTransaction.requiringNew()
                        .run(() -> outbox.add(said(journey), said(other), said(journey)))));
            }
            for (var each : done) {
                each.get();
            }
        }
        assertThat(pack(journey).get("entries").asInt()).isEqualTo(84);
        assertThat(pack(journey).get("verified").asBoolean()).isTrue();
        assertThat(pack(other).get("verified").asBoolean()).isTrue();
    }

    @Test
    void whatIsUndoneLeavesNoEvidence() {
        var journey = UUID.randomUUID();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(said(journey));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        as("eleni").get(path(journey) + "/evidence").then().statusCode(404);
    }

    @Test
    void evidenceIsForThoseWhoMakeItGoodAndAuditsForThoseWhoAnswerForIt() {
        var journey = Complaints.takenByEleni();
        as("eleni")
                .get(path(journey) + "/evidence")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(journey.toString()))
                .body("algorithm", containsString("SHA-256"))
                .body("head", notNullValue());
        as("dealer").get(path(journey) + "/evidence").then().statusCode(403);
        as("eleni").get("/v1/insight/evidence").then().statusCode(403);
        as("olga").get("/v1/insight/evidence?limit=1").then().statusCode(200).body("items", hasSize(1));
    }

    private static UpdateGiven said(UUID journey) {
        return new UpdateGiven(journey, Complaints.ELENI, "On it", JourneyState.RECOVERING, Instant.now());
    }

    private static JsonNode pack(UUID journey) {
        var answer = as("eleni").get(path(journey) + "/evidence");
        assertThat(answer.statusCode()).isEqualTo(200);
        return read(answer.asString());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String altered(UUID journey, Consumer<ArrayNode> alteration) throws Exception {
        var pack = pack(journey);
        alteration.accept((ArrayNode) pack.get("items"));
        return verify(pack);
    }

    /** The command's exit status and what it says. */
    private String verify(JsonNode pack, String... more) throws Exception {
        var file = folder.resolve("evidence.json");
        // Written anew, and prettily: what whitespace is in a pack does not matter.
        Files.writeString(file, pack.toPrettyString());
        var local = Path.of("..", "local", "target").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                local.resolve("classes") + System.getProperty("path.separator") + local.resolve("lib") + "/*",
                "dev.makegood.local.EvidenceCommand",
                file.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    /** What somebody does who can switch triggers off. */
    private static void past(String sql, UUID journey) {
        QuarkusTransaction.requiringNew().run(() -> {
            Database.run("alter table evidence disable trigger user");
            Database.run(sql, journey);
            Database.run("alter table evidence enable trigger user");
        });
    }

    private static boolean audited(UUID journey) {
        String page = "/v1/insight/evidence?limit=100";
        while (true) {
            var answer = as("olga").get(page);
            assertThat(answer.statusCode()).isEqualTo(200);
            Boolean verified = answer.path("items.find { it.journeyId == '" + journey + "' }?.verified");
            if (verified != null) {
                return verified;
            }
            String next = answer.path("next");
            assertThat(next).as("the journey is audited").isNotNull();
            page = "/v1/insight/evidence?limit=100&cursor=" + next;
        }
    }
}
