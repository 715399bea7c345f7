package dev.makegood.complaint.voice;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What customers say reaches everyone who works here, and who they are reaches nobody. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class VoicesTest {

    private static final Person LENA = new Person("00000000-0000-4000-8000-000000000001", "Lena Hartmann");

    @Inject
    Topics topics;

    @Inject
    LinkTokens links;

    @Inject
    Voices voices;

    @Inject
    VoiceDigests digests;

    @Inject
    VoiceSettings settings;

    @Inject
    Event<Erasing> erasing;

    @Inject
    Event<Exporting> exporting;

    @Test
    void everyoneEmployedReadsWhatWasSaidAndNobodyWhoSaidIt() {
        var product = product();
        var id = complain(
                product,
                "Είμαι ο Νίκος Παπαδόπουλος (nikos@example.com, 691 234 5678). Ο Νίκος περιμένει 3 μήνες! Lena, βοήθεια.",
                "el",
                "gold",
                List.of("ANGRY"));
        var words = "Είμαι ο [name] ([email], [phone]). Ο [name] περιμένει 3 μήνες! [name], βοήθεια.";
        for (String reader : List.of("eleni", "lena", "marcus", "olga", "petra")) {
            as(reader)
                    .queryParam("product", product)
                    .get("/v1/voices")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].words", equalTo(words))
                    .body("items[0].blanks", equalTo(5))
                    .body("items[0].language", equalTo("el"))
                    .body("items[0].segment", equalTo("gold"))
                    .body("items[0].emotions", equalTo(List.of("ANGRY")))
                    .body("items[0].saidOn", notNullValue())
                    .body(
                            "items[0].complaintId",
                            reader.equals("olga") || reader.equals("petra") ? nullValue() : equalTo(id.toString()));
        }
        as("dealer").get("/v1/voices").then().statusCode(403);
        given().get("/v1/voices").then().statusCode(401);
        as("petra").get("/v1/complaints").then().statusCode(403);
    }

    @Test
    void voicesAreFoundByWhatTheyAreAbout() {
        var product = product();
        var system = complain(product, "First", "en", "gold", List.of("ANGRY"));
        complain(product, "Second", "fi", "silver", List.of("CALM"));
        topics.tell(new CauseClassified(system, CauseClass.SYSTEM, "billing", JourneyState.RECOVERING, Instant.now()));
        await().untilAsserted(() -> list(product, "cause", "SYSTEM").body("items.words", equalTo(List.of("First"))));
        list(product, "cause", "PERSON").body("items", hasSize(0));
        list(product, "segment", "silver").body("items.words", equalTo(List.of("Second")));
        list(product, "language", "fi").body("items.words", equalTo(List.of("Second")));
        list(product, "emotion", "ANGRY").body("items.words", equalTo(List.of("First")));
        list(product, "source", "SURVEY").body("items", hasSize(0));
        list(product, "to", "2020-01-01T00:00:00Z").body("items", hasSize(0));
        list(product, "from", "2020-01-01T00:00:00Z").body("items.words", equalTo(List.of("Second", "First")));
        var first = as("eleni")
                .queryParam("product", product)
                .queryParam("limit", 1)
                .get("/v1/voices");
        first.then().body("items.words", equalTo(List.of("Second"))).body("next", notNullValue());
        as("eleni")
                .queryParam("product", product)
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/voices")
                .then()
                .body("items.words", equalTo(List.of("First")))
                .body("next", nullValue());
        for (String hostile : List.of(
                "cause=X", "emotion=SAD", "language=xx", "limit=101", "cursor=!", "sort=a", "from=now", "customer=x")) {
            as("eleni").get("/v1/voices?" + hostile).then().statusCode(400);
        }
    }

    @Test
    void aSurveysWordsAreAVoiceTooAndAnAmendmentReplacesThem() {
        var product = product();
        var id = complain(product, "Broken", "en", null, List.of());
        topics.tell(new CauseClassified(id, CauseClass.SUPPLIER, null, JourneyState.RECOVERING, Instant.now()));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, Instant.now()));
        await().until(() -> Database.number("select count(*) from survey where complaint_id = ?", id) == 1);
        answer(id, "2", "Nikos here: call 415 555 2671");
        await().untilAsserted(() -> list(product, "source", "SURVEY")
                .body("items.words", equalTo(List.of("[name] here: call [phone]")))
                .body("items[0].satisfaction", equalTo(2))
                .body("items[0].cause", equalTo("SUPPLIER")));
        answer(id, "4", "Better");
        await().untilAsserted(() -> list(product, "source", "SURVEY").body("items.words", equalTo(List.of("Better"))));
        answer(id, "4", "");
        await().untilAsserted(() -> list(product, "source", "SURVEY").body("items", hasSize(0)));
        answer(id, "4", "After all");
        await().untilAsserted(
                        () -> list(product, "source", "SURVEY").body("items.words", equalTo(List.of("After all"))));
    }

    @Test
    void betterKnowledgeAndBetterRulesRedactAnew() {
        var product = product();
        var id = complain(product, "Xanthippe called.", "en", null, List.of());
        list(product, "language", "en").body("items.words", equalTo(List.of("Xanthippe called.")));
        Database.run(
                "update customer set name = 'Xanthippe Nikos' where id = (select customer_id from complaint where id = ?)",
                id);
        as("eleni").post("/v1/voices/redaction").then().statusCode(403);
        as("olga").post("/v1/voices/redaction").then().statusCode(202).body("rules", equalTo(Redaction.RULES));
        // All that anybody ever said is redacted anew, and there may be much of it.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> list(product, "language", "en").body("items.words", equalTo(List.of("[name] called."))));
    }

    @Test
    void itIsCountedInWhichDepartmentsVoicesAreReadOncePerReaderAndDay() {
        var product = product();
        complain(product, "One", "en", null, List.of());
        complain(product, "Two", "en", null, List.of());
        long before = voicesRead("workshop");
        for (int i = 0; i < 3; i++) {
            as("petra").queryParam("product", product).get("/v1/voices").then().body("items", hasSize(2));
        }
        as("petra")
                .queryParam("product", product)
                .queryParam("from", "2999-01-01T00:00:00Z")
                .get("/v1/voices")
                .then()
                .body("items", hasSize(0));
        assertThat(voicesRead("workshop") - before).isEqualTo(2);
        as("marcus")
                .get("/v1/voices/reach")
                .then()
                .statusCode(200)
                .body("departments.department", hasItem("workshop"))
                .body("departments.find { it.department == 'workshop' }.readers", equalTo(1));
        as("petra").get("/v1/voices/reach").then().statusCode(403);
        as("marcus").get("/v1/voices/reach?from=2020-01-01T00:00:00Z").then().statusCode(400);
    }

    @Test
    void aWeekIsGatheredOnceHoweverManyLookAndHoweverLate() throws Exception {
        var product = product();
        var id = complain(product, "Long ago", "en", null, List.of());
        Database.run("update voice set written_at = now() - interval '15 days' where complaint_id = ?", id);
        // Other tests share the database: what they gathered is forgotten, and all weeks since the first voice are
        // gathered anew.
        Database.run("delete from voice_digest");
        Callable<Integer> look = () -> {
            int gathered = 0;
            while (QuarkusTransaction.requiringNew().call(digests::gatherNext)) {
                gathered++;
            }
            return gathered;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var looked : threads.invokeAll(Collections.nCopies(4, look))) {
                assertThat(looked.get()).isNotNegative();
            }
        }
        assertThat(QuarkusTransaction.requiringNew().call(digests::gatherNext)).isFalse();
        var weeks = Database.column("select count(*) from voice_digest group by until");
        assertThat(weeks).hasSizeGreaterThanOrEqualTo(2).allMatch("1"::equals);
        assertThat(
                        Database.number(
                                "select count(*) from voice_digest where extract(isodow from until) <> 1 or until - since <> interval '7 days' or extract(hour from until at time zone 'UTC') <> 6"))
                .isZero();
        var digest = UUID.fromString(Database.column(
                        "select id from voice_digest where by_product @> jsonb_build_array(jsonb_build_object('what', ?::text, 'voices', 1))",
                        product)
                .getFirst());
        await().untilAsserted(() -> assertThat(topics.told(Topic.COMPLAINTS, digest))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.type()).endsWith("VoicesGathered");
                    assertThat(told.body().path("byProduct").toString()).contains(product);
                }));
        as("petra")
                .get("/v1/voices/digests?limit=100")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(digest.toString()))
                .body("items.voices", everyItem(notNullValue()));
    }

    @Test
    void aWeekEndsOnMondayMorning() {
        var week = VoiceDigests.Week.lastBefore(Instant.parse("2026-11-22T14:00:00Z"), settings);
        assertThat(week)
                .isEqualTo(new VoiceDigests.Week(
                        Instant.parse("2026-11-09T06:00:00Z"), Instant.parse("2026-11-16T06:00:00Z")));
        assertThat(VoiceDigests.Week.lastBefore(Instant.parse("2026-11-23T06:00:59Z"), settings))
                .isEqualTo(week);
        assertThat(VoiceDigests.Week.lastBefore(Instant.parse("2026-11-23T06:01:00Z"), settings))
                .isEqualTo(week.next(settings));
    }

    @Test
    void whoIsForgottenIsNotHeardAgain() {
        var product = product();
        var id = complain(product, "Only mine", "en", null, List.of());
        Map<String, Collection<?>> told = new HashMap<>();
        QuarkusTransaction.requiringNew()
                .run(() -> exporting.fire(new Exporting(UUID.randomUUID(), List.of(id), told::put)));
        assertThat(String.valueOf(told.get("voices"))).contains("Only mine");

        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(UUID.randomUUID(), List.of(id))));
        list(product, "language", "en").body("items", hasSize(0));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, Instant.now()));
        QuarkusTransaction.requiringNew().run(() -> voices.redactAnew());
        var later = complain(product, "Later", "en", null, List.of());
        list(product, "language", "en")
                .body("items.complaintId", not(hasItem(id.toString())))
                .body("items.complaintId", hasItem(later.toString()));
        assertThat(Database.column("select words from voice where complaint_id = ?", id))
                .containsOnly((String) null);
    }

    private static long voicesRead(String department) {
        Number read = as("marcus")
                .get("/v1/voices/reach")
                .jsonPath()
                .get("departments.find { it.department == '%s' }?.voices".formatted(department));
        return read == null ? 0 : read.longValue();
    }

    private static ValidatableResponse list(String product, String filter, String value) {
        return as("eleni")
                .queryParam("product", product)
                .queryParam(filter, value)
                .get("/v1/voices")
                .then()
                .statusCode(200);
    }

    private void answer(UUID complaint, String satisfaction, String words) {
        given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("satisfaction", satisfaction)
                .formParam("effort", "2")
                .formParam("words", words)
                .post("/track/%s/survey".formatted(links.derive(Complaint.LINK_PURPOSE, complaint, 1)))
                .then()
                .statusCode(303);
    }

    private static String product() {
        return "Toaster " + UUID.randomUUID();
    }

    /** Somebody complains, and is heard. */
    private static UUID complain(
            String product, String verbatim, String language, @Nullable String segment, List<String> emotions) {
        Map<String, Object> customer = new HashMap<>(Map.of("name", "Nikos Papadopoulos", "language", language));
        if (segment != null) {
            customer.put("segment", segment);
        }
        var id = UUID.fromString(creating(as("eleni"))
                .body(Map.of("customer", customer, "verbatim", verbatim, "product", product, "emotions", emotions))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        await().until(() -> Database.number("select count(*) from voice where complaint_id = ?", id) == 1);
        return id;
    }
}
