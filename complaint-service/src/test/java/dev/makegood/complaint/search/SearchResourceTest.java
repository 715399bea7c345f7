package dev.makegood.complaint.search;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.JourneyState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints are found again by whatever somebody remembers of them. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class SearchResourceTest {

    @Inject
    Topics topics;

    @Inject
    Event<Erasing> erasing;

    /** Real lines, of the XED corpus (Helsinki-NLP, CC BY 4.0), the CFPB's narratives and Banking77. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | I accidently made two mortgage payments in one month and CCO Mortgage refused to refund the additional payment. | refunded payments
            en | I accidently made two mortgage payments in one month and CCO Mortgage refused to refund the additional payment. | "additional payment"
            es | Quizá incluso mató a mi compañero, Chris Amador.                                   | compañeros
            es | Quizá incluso mató a mi compañero, Chris Amador.                                   | companero
            es | A pesar de la glasnost, la novela de mi amigo no puede publicarse.                 | novelas amigos
            el | Συγνώμη για την ταλαιπωρία, κύριε.                                                 | ταλαιπωρια
            el | Μπορεί να προκαλέσει πολλά προβλήματα στην κυβέρνηση.                              | πρόβλημα
            el | Μπορεί να προκαλέσει πολλά προβλήματα στην κυβέρνηση.                              | ΚΥΒΈΡΝΗΣΗ
            fi | Astiat olivat pöydällä, jääkaapin ovi oli auki...                                  | jääkaappi
            fi | Astiat olivat pöydällä, jääkaapin ovi oli auki...                                  | poydalla
            fi | Anna kaksi dollaria ylimääräistä minun hermostuttamisestani.                       | dollari
            ru | И какого чёрта мне теперь делать с этой девицей?                                   | черт
            ru | У меня достаточно денег и нет платья.                                              | платье
            ru | Черный порох или еще того хуже.                                                    | чёрный пороха
            """)
    void aWordIsFoundInItsOtherFormsAndWithoutItsAccents(String language, String words, String query) {
        var product = "Words " + UUID.randomUUID();
        var id = complaint("A", language, words, product);
        await().untilAsserted(() -> search(query, product)
                .body("items.id", contains(id.toString()))
                .body("matches.complaintId", contains(id.toString())));
    }

    @Test
    void aWordIsFoundWhateverLanguageItsCustomerSpeaks() {
        var product = "Tongues " + UUID.randomUUID();
        var greek = complaint("A", "en", "Ζήτησα επιστροφή χρημάτων και δεν την πήρα.", product);
        var russian = complaint("A", "en", "Мне так и не вернули деньги, пишу третий раз.", product);
        var english = complaint("A", "fi", "Your drivers damaged two fences.", product);
        var mixed = complaint("A", "el", "Το refund δεν ήρθε ποτέ στους λογαριασμούς μου.", product);
        await().untilAsserted(() -> search("επιστροφές", product).body("items.id", contains(greek.toString())));
        search("деньгами", product).body("items.id", contains(russian.toString()));
        search("damage fence", product).body("items.id", contains(english.toString()));
        search("refunds", product).body("items.id", contains(mixed.toString()));
        search("λογαριασμό refunds", product).body("items.id", contains(mixed.toString()));
    }

    @Test
    void whatIsMisspelledFindsWhatWasMeantAndSaysSo() {
        var product = "Letters " + UUID.randomUUID();
        var id = complaint("A", "en", "The carburettor was never reimbursed.", product);
        await().untilAsserted(() -> search("carburettor", product).body("items", hasSize(1)));
        search("carburetor riembursed", product)
                .body("items.id", contains(id.toString()))
                .body("corrected", equalTo(true))
                .body("didYouMean", equalTo("carburettor reimbursed"));
        search("carburettor", product).body("corrected", nullValue()).body("didYouMean", nullValue());
        search("zzyqxwv", product).body("items", empty()).body("didYouMean", nullValue());
    }

    @Test
    void phrasesAlternativesAndAbsentWordsAreUnderstood() {
        var product = "Phrases " + UUID.randomUUID();
        var first = complaint("A", "en", "The front axle was bent by the towing firm.", product);
        var second = complaint("A", "en", "The axle in front of me was towed.", product);
        await().untilAsserted(
                        () -> search("axle", product).body("items.id", contains(second.toString(), first.toString())));
        search("\"front axle\"", product).body("items.id", contains(first.toString()));
        search("axle -firm", product).body("items.id", contains(second.toString()));
        search("bent or \"in front\"", product)
                .body("items.id", containsInAnyOrder(first.toString(), second.toString()));
    }

    @Test
    void whereTheWordsStandIsMarkedAndNothingOfItIsMarkup() {
        var product = "Marks " + UUID.randomUUID();
        complaint("A", "en", "<b onclick=alert(1)>\ue000 \ue001 My luggage was lost & never found.", product);
        await().untilAsserted(() -> search("found", product).body("items", hasSize(1)));
        JsonPath found = search("luggage", product).extract().jsonPath();
        assertThat(found.getString("matches[0].snippets[0].in")).isEqualTo("VERBATIM");
        var text = found.getString("matches[0].snippets[0].text");
        assertThat(text).contains("& never").doesNotContain("\ue000");
        int from = found.getInt("matches[0].snippets[0].marks[0].from");
        int to = found.getInt("matches[0].snippets[0].marks[0].to");
        assertThat(text.substring(from, to)).isEqualTo("luggage");
    }

    @Test
    void peopleAreFoundByNameAddressAndNumber() {
        var surname = "Papadimitrakopoulou" + letters();
        var address = letters() + "@customers.example";
        var product = "People " + UUID.randomUUID();
        String id = creating(as("sofia"))
                .body(Map.of(
                        "customer",
                        Map.of(
                                "name",
                                "Ioánna " + surname,
                                "language",
                                "el",
                                "email",
                                address,
                                "phone",
                                "+358 40 765 4321"),
                        "verbatim",
                        "Κανείς δεν απάντησε",
                        "product",
                        product))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        await().untilAsserted(() -> search(surname, product).body("items.id", contains(id)));
        search("ioanna", product).body("items.id", contains(id));
        search(address.toUpperCase(Locale.ROOT), product).body("items.id", contains(id));
        search("+358 (40) 765-4321", product).body("items.id", contains(id));
        search("Ioanna απαντήσει", product).body("items.id", contains(id));
        search("People", product).body("items.id", contains(id));
    }

    @Test
    void aReferenceFindsItsComplaintHoweverItIsTyped() {
        var id = complaint("A", "en", "By its name.", "References " + UUID.randomUUID());
        String reference =
                as("sofia").get("/v1/complaints/" + id).then().extract().path("reference");
        search(reference).body("items.id", contains(id.toString()));
        search(" " + reference.toLowerCase(Locale.ROOT).replace("-", "") + " ")
                .body("items.id", contains(id.toString()));
        var external = "old-" + UUID.randomUUID();
        String other = creating(as("sofia"))
                .body(Map.of(
                        "customer", Map.of("name", "A", "language", "en"), "verbatim", "x", "externalRef", external))
                .post("/v1/complaints")
                .then()
                .extract()
                .path("id");
        search(external).body("items.id", contains(other));
    }

    @Test
    void ownersAndCausesAreFoundAndNarrow() {
        var product = "Owners " + UUID.randomUUID();
        String id = creating(as("eleni"))
                .body(Map.of(
                        "customer",
                        Map.of("name", "A", "language", "en"),
                        "verbatim",
                        "Nobody tells me anything.",
                        "channel",
                        "PHONE",
                        "product",
                        product))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var other = complaint("A", "en", "Nobody tells me anything either.", product);
        topics.tell(new CauseClassified(
                UUID.fromString(id), CauseClass.SUPPLIER, "missed-appointment", JourneyState.OPENED, Instant.now()));
        await().untilAsserted(() -> search("appointment", product).body("items.id", contains(id)));
        search("Papadaki", product).body("items.id", contains(id));
        search("nobody", product).body("items.id", contains(other.toString(), id));
        narrowed(product, "cause", "SUPPLIER").body("items.id", contains(id));
        narrowed(product, "subCause", "missed-appointment").body("items.id", contains(id));
        narrowed(product, "channel", "PHONE").body("items.id", contains(id));
        narrowed(product, "language", "en").body("items", hasSize(2));
        narrowed(product, "language", "fi").body("items", empty());
        narrowed(product, "merged", "true").body("items", empty());
        narrowed(product, "merged", "false").body("items", hasSize(2));
        as("eleni")
                .queryParam("q", "nobody")
                .queryParam("owner", "me")
                .queryParam("state", "OPENED")
                .queryParam("product", product)
                .get("/v1/complaints")
                .then()
                .body("items.id", contains(id));
        as("eleni")
                .queryParam("q", "nobody")
                .queryParam("product", product)
                .queryParam("receivedBefore", Instant.now().minusSeconds(3_600).toString())
                .get("/v1/complaints")
                .then()
                .body("items", empty());
        as("eleni")
                .queryParam("q", "nobody")
                .queryParam("product", product)
                .queryParam("receivedFrom", Instant.now().minusSeconds(3_600).toString())
                .get("/v1/complaints")
                .then()
                .body("items", hasSize(2));
    }

    @Test
    void laterMessagesAreFoundTooAndChangedNamesAreFoundAnew() {
        var product = "Later " + UUID.randomUUID();
        var id = complaint("Amara Oldname", "en", "It broke.", product);
        Database.run("""
                insert into message (id, complaint_id, at, direction, channel, words, language, files, awaiting)
                values (gen_random_uuid(), ?, now(), 'IN', 'EMAIL', 'The gearbox is still leaking.', 'en', 0, true)
                """, id);
        await().untilAsserted(() -> search("gearboxes", product)
                .body("items.id", contains(id.toString()))
                .body("matches[0].snippets[0].in", equalTo("MESSAGES")));
        Database.run(
                "update customer set name = 'Amara Newname' where id = (select customer_id from complaint where id = ?)",
                id);
        await().untilAsserted(() -> search("Newname", product).body("items.id", contains(id.toString())));
        assertThat(search("Oldname", product).extract().jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void resultsAreReadPageByPageNewestFirst() {
        var product = "Sheets " + UUID.randomUUID();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(complaint("A", "en", "umbrella " + i, product).toString());
        }
        await().untilAsserted(() -> search("umbrella", product).body("items", hasSize(5)));
        List<String> read = new ArrayList<>();
        String next = null;
        do {
            var request = as("eleni")
                    .queryParam("q", "umbrella")
                    .queryParam("product", product)
                    .queryParam("limit", 2);
            JsonPath page = (next == null ? request : request.queryParam("cursor", next))
                    .get("/v1/complaints")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            read.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        assertThat(read).isEqualTo(ids);
    }

    @Test
    void whoIsForgottenIsNotFoundAndTheirWordsAreInNoDictionary() {
        var product = "Forgotten " + UUID.randomUUID();
        var secret = "xylophonist" + letters();
        var id = complaint("A", "en", "I am the only " + secret + " here", product);
        await().untilAsserted(() -> search(secret, product).body("items", hasSize(1)));
        assertThat(Database.number("select count(*) from search_word where word like ?", secret.substring(0, 20) + "%"))
                .isPositive();
        QuarkusTransaction.requiringNew().run(() -> {
            Database.run("update complaint set verbatim = '' where id = ?", id);
            erasing.fire(new Erasing(UUID.randomUUID(), List.of(id)));
        });
        search(secret, product).body("items", empty());
        assertThat(Database.number("select count(*) from search_word where word like ?", secret.substring(0, 20) + "%"))
                .isZero();
        await().untilAsserted(() -> narrowed(product, "channel", "WEB").body("items.id", contains(id.toString())));
        search(secret, product).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "\"",
                "a & b | !c",
                "<->",
                ":*",
                "'; drop table complaint; --",
                "((((((",
                "-",
                "- - -",
                "or or or",
                "\u0001",
                "😡",
                "%_%",
                "MG-",
                "{name.class}",
                "the",
                "\ue000",
                "@",
                "a@b",
                "+1 2 3 4 5 6",
                "#f0",
                "'#f0'"
            })
    void whateverIsLookedForTheAnswerIsAList(String query) {
        search(query).statusCode(200);
    }

    @Test
    void noListReadsEveryComplaint() {
        Database.run("""
                with someone as (
                    insert into customer (id, version, name, language, created_at)
                    values (gen_random_uuid(), 0, 'Plan', 'en', '2001-01-01') returning id)
                insert into complaint (id, version, reference, customer_id, language, verbatim, channel, product, received_at,
                    taken_in_person, owner_id, owner_name, state, link_generation, link_hash)
                select gen_random_uuid(), 0, 'PLAN-' || gen_random_uuid(), someone.id, 'en', 'plan ' || n, 'IMPORT',
                    'Plan ' || n % 50, timestamptz '2001-01-01' + n * interval '1 minute', false, 'plan-' || n % 20, 'Plan',
                    (array['OPENED', 'RECOVERING', 'CLOSED'])[1 + n % 3], 1, decode(md5(n || 'plan'), 'hex')
                from someone, generate_series(1, 10000) as n
                """);
        await().atMost(Duration.ofMinutes(1)).until(() -> Database.number("select count(*) from search_due") == 0);
        Database.run("analyze complaint");
        Database.run("analyze complaint_search");
        for (String where : List.of(
                "",
                "where state = 'RECOVERING'",
                "where owner_id = 'plan-3'",
                "where product = 'Plan 7'",
                "where customer_id = '00000000-0000-7000-8000-000000000000'",
                "where state = 'CLOSED' and product = 'Plan 7'",
                "where received_at >= '2001-01-02' and received_at < '2001-01-03'")) {
            assertThat(plan("select id from complaint " + where + " order by received_at desc, id desc limit 26"))
                    .doesNotContain("Seq Scan");
        }
        assertThat(plan("""
                        select place, complaint_id from unnest(array['''#f1''', '''#f0''']) as slice
                        cross join lateral (
                            select place, complaint_id from complaint_search
                            where words @@ (slice::tsquery && 'plan'::tsquery) and place >= 0 and place < 5000
                            order by place desc) as found
                        cross join lateral (select from complaint where id = complaint_id and state = 'CLOSED' limit 1) as standing
                        limit 26
                        """))
                // A range of places that is little more than a slice may be read by its places as well.
                .containsAnyOf("complaint_search_words", "complaint_search_received")
                .doesNotContain("Seq Scan");
    }

    private static String plan(String sql) {
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            List<String> lines = new ArrayList<>();
            try (var rows = statement.executeQuery("explain (costs off) " + sql)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse search(String query, String product) {
        return as("eleni")
                .queryParam("q", query)
                .queryParam("product", product)
                .get("/v1/complaints")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse search(String query) {
        return as("eleni").queryParam("q", query).get("/v1/complaints").then();
    }

    private static ValidatableResponse narrowed(String product, String parameter, String value) {
        return as("eleni")
                .queryParam("product", product)
                .queryParam(parameter, value)
                .get("/v1/complaints")
                .then()
                .statusCode(200);
    }

    private static UUID complaint(String name, String language, String words, String product) {
        Map<String, Object> body = new HashMap<>();
        body.put("customer", Map.of("name", name, "language", language));
        body.put("verbatim", words);
        body.put("product", product);
        return UUID.fromString(creating(given())
                .body(body)
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Letters that no other test uses. */
    private static String letters() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .limit(10)
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 16))))
                .collect(Collectors.joining());
    }
}
