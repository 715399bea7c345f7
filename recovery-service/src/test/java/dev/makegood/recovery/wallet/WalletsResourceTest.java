package dev.makegood.recovery.wallet;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Person;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class WalletsResourceTest {

    /** A day of tests is longer than a day at the desk. */
    @BeforeEach
    void elenisDayIsLong() {
        String eleni = as("eleni").get("/v1/wallets/me").path("agent.id");
        set("marcus", eleni, limits("USD", 2_000, 900_000)).then().statusCode(200);
    }

    @Test
    void fiftySpendsOfSixtyAtOnceAreGrantedThirtyThreeTimes() throws Exception {
        var journey = Desk.apologised();
        var answers = atOnce(IntStream.range(0, 50)
                .mapToObj(i -> new Spend("eleni", journey, usd(60)))
                .toList());
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(33);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .hasSize(17)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(answer.contentType()).startsWith(PROBLEM);
                    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:makegood:problem:wallet-exhausted");
                    assertThat(answer.jsonPath().getString("remaining.amount")).isEqualTo("20.00");
                    assertThat(answer.jsonPath().getString("limit")).isEqualTo("JOURNEY");
                });
        assertThat(Database.number("select sum(amount)::integer from ledger_transaction where journey_id = ?", journey))
                .isEqualTo(1980);
        assertAddsUp();
        assertThat(Database.number("select count(*) from remedy where journey_id = ? and state = 'OFFERED'", journey))
                .isEqualTo(33);
        await().untilAsserted(() ->
                assertThat(Published.bodies(journey, "GestureGranted")).hasSize(33));
    }

    @Test
    void ofTwoSpendsOfTwelveHundredAtOnceOneIsGranted() throws Exception {
        for (int i = 0; i < 5; i++) {
            var journey = Desk.apologised();
            assertThat(atOnce(List.of(new Spend("eleni", journey, usd(1200)), new Spend("eleni", journey, usd(1200)))))
                    .extracting(Response::statusCode)
                    .containsExactlyInAnyOrder(201, 409);
        }
        assertAddsUp();
    }

    @Test
    void aDaysLimitHoldsAcrossJourneysThatAreSpentOnAtOnce() throws Exception {
        var journeys = List.of(ownedBy("sofia"), ownedBy("sofia"), ownedBy("sofia"), ownedBy("sofia"));
        String sofia = as("sofia").get("/v1/wallets/me").path("agent.id");
        set("marcus", sofia, limits("USD", 2000, 2000)).then().statusCode(200);
        List<Spend> spends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            spends.add(new Spend("sofia", journeys.get(i % journeys.size()), usd(60)));
        }
        var answers = atOnce(spends);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(33);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .hasSize(7)
                .allSatisfy(answer ->
                        assertThat(answer.jsonPath().getString("limit")).isEqualTo("DAY"));
        as("sofia")
                .get("/v1/wallets/me")
                .then()
                .body("currencies.find { it.perDay.currency == 'USD' }.spentToday.amount", equalTo("1980.00"))
                .body("currencies.find { it.perDay.currency == 'USD' }.remainingToday.amount", equalTo("20.00"))
                .body("currencies.find { it.perDay.currency == 'USD' }.set", equalTo(true))
                .body("setBy.name", equalTo("Marcus Bell"));
        assertAddsUp();
    }

    @Test
    void overTheWalletIsAnsweredWithWhoCouldGrantIt() {
        as("lena").get("/v1/wallets/me").then().statusCode(200).body("role", equalTo("LEAD"));
        as("mikko").get("/v1/wallets/me").then().statusCode(200).body("role", equalTo("AGENT"));
        var journey = Desk.apologised();
        offer("eleni", journey, usd(2001))
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:wallet-exhausted"))
                .body("remaining.amount", equalTo("2000.00"))
                .body("remaining.currency", equalTo("USD"))
                .body("couldGrant.person.name", hasItem("Lena Hartmann"))
                .body("couldGrant.person.name", not(hasItem("Mikko Virtanen")))
                .body("couldGrant.person.name", not(hasItem("Eleni Papadaki")))
                .body("couldGrant.find { it.person.name == 'Lena Hartmann' }.remaining.amount", equalTo("5000.00"));
        offer("eleni", journey, usd(1500)).then().statusCode(201);
        offer("eleni", journey, usd(600))
                .then()
                .statusCode(409)
                .body("remaining.amount", equalTo("500.00"))
                .body("couldGrant.person.name", hasItem("Mikko Virtanen"));
        offer("eleni", journey, usd(500)).then().statusCode(201);
        as("eleni").get(path(journey) + "/remedies").then().body("items.state", contains("OFFERED", "OFFERED"));
    }

    @Test
    void aCurrencyThatNoWalletHoldsIsNotSpent() {
        var journey = Desk.apologised();
        offer("eleni", journey, Map.of("amount", "100", "currency", "JPY"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/value/currency"))
                .body("errors[0].code", equalTo("no-wallet"));
        as("eleni").get(path(journey) + "/remedies").then().body("items", hasSize(0));
    }

    @Test
    void whatIsDeclinedIsBackInTheWalletOnce() {
        var journey = Desk.apologised();
        String remedy = offer("eleni", journey, usd(1500)).path("id");
        as("eleni")
                .queryParam("journey", journey)
                .get("/v1/wallets/me")
                .then()
                .body("currencies.find { it.perDay.currency == 'USD' }.remainingOnJourney.amount", equalTo("500.00"));
        offer("eleni", journey, usd(600)).then().statusCode(409);
        step("eleni", path(journey) + "/remedies/" + remedy, "answer", Map.of("accepted", false))
                .statusCode(200);
        offer("eleni", journey, usd(2000)).then().statusCode(201);
        as("eleni")
                .queryParam("limit", 3)
                .get("/v1/wallets/me/entries")
                .then()
                .body("items[0].kind", equalTo("SPEND"))
                .body("items[1].kind", equalTo("REVERSAL"))
                .body(
                        "items[1].reverses",
                        equalTo(as("eleni").get("/v1/wallets/me/entries").path("items[2].id")))
                .body("items[1].value.amount", equalTo("1500.00"))
                .body("items[1].entries.account", contains("remedies", "wallet:" + Complaints.ELENI.id()))
                .body("items[1].entries[0].credit.amount", equalTo("1500.00"))
                .body("items[1].entries[0].debit", nullValue())
                .body("items[2].remedyId", equalTo(remedy));
        assertAddsUp();
    }

    @Test
    void theCustomersValueStandsBesideWhatIsGranted() {
        var journey = Desk.apologised();
        offer("eleni", journey, usd(60)).then().statusCode(201);
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "GestureGranted"))
                .singleElement()
                .asString()
                .contains("\"value\":{\"amount\":\"60.00\",\"currency\":\"USD\"}")
                .contains("\"lifetimeValue\":{\"amount\":\"9000.00\",\"currency\":\"EUR\"}")
                .contains("\"walletOf\":{\"id\":\"" + Complaints.ELENI.id()));
        assertThat(Desk.read(journey).getString("customer.lifetimeValue.amount"))
                .isEqualTo("9000.00");
    }

    @Test
    void whatIsInTheLedgerStaysAndAddsUp() {
        var journey = Desk.apologised();
        offer("eleni", journey, usd(60)).then().statusCode(201);
        for (String change : List.of(
                "update ledger_transaction set amount = 1 where journey_id = ?",
                "delete from ledger_transaction where journey_id = ?",
                "update ledger_entry set debit = 1 where transaction_id in (select id from ledger_transaction where journey_id = ?)",
                "delete from ledger_entry where transaction_id in (select id from ledger_transaction where journey_id = ?)")) {
            assertThatThrownBy(() -> Database.run(change, journey)).as(change).hasStackTraceContaining("append-only");
        }
        assertThatThrownBy(() -> Database.run("truncate ledger_entry")).hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> Database.run("""
                        insert into ledger_entry select id, 7, 'remedies', 1, 0 from ledger_transaction where journey_id = ?
                        """, journey)).hasStackTraceContaining("does not add up");
        assertThatThrownBy(() -> Database.run("""
                        insert into ledger_transaction
                        select gen_random_uuid(), kind, agent_id, journey_id, gen_random_uuid(), amount, currency, day, at, by_id, by_name, null
                        from ledger_transaction where journey_id = ?
                        """, journey)).hasStackTraceContaining("does not add up");
        assertAddsUp();
    }

    @Test
    void leadsSetWhatSomeoneMaySpendButNotTheirOwn() {
        String irina = as("irina").get("/v1/wallets/me").path("agent.id");
        String lena = as("lena").get("/v1/wallets/me").path("agent.id");
        as("irina").get("/v1/wallets/" + irina).then().statusCode(403);
        as("lena").get("/v1/wallets/" + UUID.randomUUID()).then().statusCode(404);
        set("irina", irina, limits("USD", 3000, 9000)).then().statusCode(403);
        set("lena", lena, limits("USD", 3000, 9000)).then().statusCode(403).contentType(PROBLEM);
        as("lena")
                .contentType(ContentType.JSON)
                .body(limits("USD", 3000, 9000))
                .put("/v1/wallets/" + irina)
                .then()
                .statusCode(428);
        var set = set("lena", irina, limits("JPY", 300_000, 900_000));
        set.then()
                .statusCode(200)
                .body("currencies.perJourney.currency", contains("EUR", "GBP", "JPY", "USD"))
                .body("currencies.set", contains(false, false, true, false));
        as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"77\"")
                .body(limits("USD", 3000, 9000))
                .put("/v1/wallets/" + irina)
                .then()
                .statusCode(412);
        set("lena", irina, Map.of("currencies", List.of(limit("USD", 1, "EUR", 2))))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/currencies/0/perDay/currency"));
        set("lena", irina, Map.of("currencies", List.of(limit("USD", 1, "USD", 2), limit("USD", 1, "USD", 2))))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/currencies/1"));
        set("lena", irina, Map.of("currencies", List.of(limit("USD", -1, "USD", 2))))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/currencies/0/perJourney/amount"));
        set("lena", irina, Map.of("currencies", List.of()))
                .then()
                .statusCode(200)
                .body("currencies.set", contains(false, false, false));
    }

    @Test
    void aWalletsEntriesComeByThePageAndAreOnesOwn() {
        var journey = ownedBy("james");
        for (int i = 1; i <= 5; i++) {
            offer("james", journey, usd(i)).then().statusCode(201);
        }
        var first = as("james").queryParam("limit", 3).get("/v1/wallets/me/entries");
        first.then()
                .body("items.value.amount", contains("5.00", "4.00", "3.00"))
                .header("Link", containsString("rel=\"next\""));
        as("james")
                .queryParam("limit", 3)
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/wallets/me/entries")
                .then()
                .body("items.value.amount", contains("2.00", "1.00"))
                .body("next", nullValue());
        String james = as("james").get("/v1/wallets/me").path("agent.id");
        as("mikko").get("/v1/wallets/" + james + "/entries").then().statusCode(403);
        as("marcus")
                .get("/v1/wallets/" + james + "/entries")
                .then()
                .statusCode(200)
                .body("items", hasSize(5));
        as("dealer").get("/v1/wallets/me").then().statusCode(403);
    }

    private record Spend(String user, UUID journey, Map<String, String> value) {}

    /** All of these, begun together; who was turned away for want of room asks again, as the answer tells them to. */
    private static List<Response> atOnce(List<Spend> spends) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (Spend spend : spends) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return offer(spend.user(), spend.journey(), spend.value());
                }));
            }
            start.countDown();
            List<Response> all = new ArrayList<>();
            for (Future<Response> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static Response offer(String user, UUID journey, Map<String, String> value) {
        var key = UUID.randomUUID().toString();
        Response answer;
        do {
            answer = as(user).contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(Map.of("kind", "GESTURE", "description", "A night in a hotel", "value", value))
                    .post(path(journey) + "/remedies");
        } while (answer.statusCode() == 503);
        return answer;
    }

    /** A journey that this person owns and has apologised for. */
    private static UUID ownedBy(String user) {
        String id = as(user).get("/v1/wallets/me").path("agent.id");
        String name = as(user).get("/v1/wallets/me").path("agent.name");
        var complaint = Complaints.complaint(new Person(id, name), true);
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        step(user, path(journey), "acknowledge", Map.of()).statusCode(200);
        Desk.apologise(user, journey);
        return journey;
    }

    private static Response set(String user, String agent, @Nullable Object limits) {
        var version = as("marcus").get("/v1/wallets/" + agent).header("ETag");
        return as(user).contentType(ContentType.JSON)
                .header("If-Match", version)
                .body(limits)
                .put("/v1/wallets/" + agent);
    }

    private static Map<String, Object> limits(String currency, int perJourney, int perDay) {
        return Map.of("currencies", List.of(limit(currency, perJourney, currency, perDay)));
    }

    private static Map<String, Object> limit(String currency, int perJourney, String dayCurrency, int perDay) {
        return Map.of(
                "perJourney", Map.of("amount", Integer.toString(perJourney), "currency", currency),
                "perDay", Map.of("amount", Integer.toString(perDay), "currency", dayCurrency));
    }

    private static Map<String, String> usd(int amount) {
        return Map.of("amount", Integer.toString(amount), "currency", "USD");
    }

    /** Debits are credits, in every currency; and what is left in the ledger is what the remedies that stand are worth. */
    private static void assertAddsUp() {
        assertThat(Database.column("""
                select t.currency from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                group by t.currency having sum(e.debit) <> sum(e.credit)
                """)).isEmpty();
        assertThat(Database.column("""
                select coalesce(granted.currency, spent.currency) from
                    (select currency, sum(amount) as amount from remedy
                        where state not in ('DECLINED', 'WITHDRAWN') and amount > 0 group by currency) granted
                    full join (select t.currency, sum(e.debit - e.credit) as amount
                        from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                        where e.account = 'remedies' group by t.currency) spent on spent.currency = granted.currency
                where coalesce(granted.amount, 0) <> coalesce(spent.amount, 0)
                """)).isEmpty();
    }
}
