package dev.makegood.complaint.conversation;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.conversation.Message.Direction;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of a conversation: said, answered, read, translated, joined with another, forgotten. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class MessagesResourceTest {

    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    @Inject
    Conversation conversation;

    @Inject
    Complaints complaints;

    @Inject
    Attachments attachments;

    @Inject
    ForgottenWords forgottenWords;

    @Inject
    Topics topics;

    @Inject
    Event<Erasing> erasing;

    @Inject
    Event<Exporting> exporting;

    // ---- said and answered

    @Test
    void oneThreadHoldsWhatWasSaidByWhateverChannel() {
        var id = complaint("Νίκος", "el", "Το αυτοκίνητό μου έπαθε βλάβη.");
        wrote(id, Channel.EMAIL, "Ο αριθμός είναι NG-558201.", "> Ποιος είναι ο αριθμός;", null);
        said(id, "PHONE", "Περιμένω ακόμα!").statusCode(201).body("by.name", equalTo("Eleni Papadaki"));
        reply(id, "Το αναλαμβάνω εγώ.").statusCode(201);
        wrote(id, Channel.WEB, "Thank you, that is very kind of you.", null, null);

        as("marcus")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .statusCode(200)
                .body(
                        "items.words",
                        contains(
                                "Το αυτοκίνητό μου έπαθε βλάβη.",
                                "Ο αριθμός είναι NG-558201.",
                                "Περιμένω ακόμα!",
                                "Το αναλαμβάνω εγώ.",
                                "Thank you, that is very kind of you."))
                .body("items.channel", contains("WEB", "EMAIL", "PHONE", "EMAIL", "WEB"))
                .body("items.direction", contains("IN", "IN", "IN", "OUT", "IN"))
                .body("items.language", contains("el", "el", "el", "el", "en"))
                .body("items[0].id", equalTo(id.toString()))
                .body("items[1].quoted", equalTo("> Ποιος είναι ο αριθμός;"))
                .body("items[3].delivery.state", equalTo("PENDING"))
                .body("items[4].delivery", nullValue());
        assertThat(shown(id))
                .extracting(Message::direction)
                .containsExactly(Direction.IN, Direction.IN, Direction.IN, Direction.OUT, Direction.IN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Τι ταμπεραμέντο! Πιάσε με αν μπορείς!",
                "Oι επιστήμovες μιλoύv για καταστρoφή.",
                "¡¿Y ahora qué?! Ni «perdón» ni nada… 12,50 €",
                "Ai että mää oon kyllästyny tähän, hei!! :D",
                "Ну сколько можно-то?! №7 — ё-моё",
                "so waht u gonna do abt it??? =HYPERLINK(\"http://x\") {name.class} <b>&amp;</b>",
                "  \n«Ντροπή!» 😡👨‍👩‍👧 \t a\u0308 – \u202Erevers\u202C \uFEFF\u200B \r\n Windows\r\n",
                "مرحبا، أين سيارتي؟ 每次都这样 สวัสดี",
                "\"; drop table message; -- \\0 %00 ${jndi:ldap://x} \u0085\u2028"
            })
    void everyWordComesBackAsItWasWritten(String words) {
        var id = complaint("A", "en", words);
        reply(id, words).statusCode(201).body("words", equalTo(words));
        said(id, "IN_PERSON", words).statusCode(201).body("words", equalTo(words));
        wrote(id, Channel.EMAIL, words, words, null);
        as("sofia")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items.words", contains(words, words, words, words))
                .body("items[3].quoted", equalTo(words));
        assertThat(Database.number(
                        "select count(*) from message where complaint_id = ? and convert_to(words, 'UTF8') = convert_to(?, 'UTF8')",
                        id,
                        words))
                .isEqualTo(3);
    }

    @Test
    void othersAreToldWhatWasSaid() {
        var id = complaint("A", "en", "x");
        String first = said(id, "PHONE", "I called.").extract().path("id");
        String second = reply(id, "I hear you.").extract().path("id");
        await().untilAsserted(() -> assertThat(told(id)).hasSize(3));
        var wrote = told(id).get(1);
        assertThat(wrote.type()).endsWith("CustomerWrote");
        assertThat(wrote.body().get("messageId").asText()).isEqualTo(first);
        assertThat(wrote.body().get("channel").asText()).isEqualTo("PHONE");
        assertThat(wrote.body().get("words").asText()).isEqualTo("I called.");
        var written = told(id).get(2);
        assertThat(written.type()).endsWith("ReplyWritten");
        assertThat(written.body().get("messageId").asText()).isEqualTo(second);
        assertThat(written.body().get("by").get("name").asText()).isEqualTo("Eleni Papadaki");
        // The story says that it happened; the words stand in the conversation alone.
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id + "/timeline")
                .then()
                .body("items.kind", hasItem("ReplyWritten"))
                .body("items.details.words", not(hasItem("I hear you."))));
    }

    /** Notes are of another kind, in another service: there is no place for one here. */
    @Test
    void aNoteCannotBecomePartOfAConversation() {
        assertThat(Arrays.stream(ComplaintEvent.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .isNotEmpty()
                .noneMatch(name -> name.contains("Note") || name.contains("Internal"));
        assertThat(Direction.values()).containsExactly(Direction.IN, Direction.OUT);
        assertThat(Database.column("select column_name from information_schema.columns where table_name = 'message'"))
                .isNotEmpty()
                .noneMatch(column -> column.contains("note") || column.contains("internal"));
        var id = complaint("A", "en", "x");
        creating(as("eleni"))
                .body(Map.of("words", "A difficult one.", "internal", true))
                .post("/v1/complaints/" + id + "/messages")
                .then()
                .statusCode(400);
        creating(as("eleni"))
                .body(Map.of("words", "A difficult one.", "channel", "NOTE"))
                .post("/v1/complaints/" + id + "/messages/from-customer")
                .then()
                .statusCode(400);
    }

    @Test
    void aMessageOfASourceIsHeardOnce() throws Exception {
        var id = complaint("A", "en", "x");
        var source = "mail-" + UUID.randomUUID();
        Callable<UUID> heard =
                () -> wrote(id, Channel.EMAIL, "Once.", null, source).id();
        try (var workers = Executors.newFixedThreadPool(3)) {
            var ids = workers.invokeAll(List.of(heard, heard, heard)).stream()
                    .map(MessagesResourceTest::result)
                    .toList();
            assertThat(ids).containsOnly(ids.getFirst());
        }
        assertThat(Database.number("select count(*) from message where complaint_id = ?", id))
                .isEqualTo(1);
        assertThat(Database.number("select count(*) from outbox where key = ? and type like '%CustomerWrote'", id))
                .isEqualTo(1);
    }

    @Test
    void filesStandWithTheMessageThatTheyCameWith() {
        var id = complaint("A", "en", "x");
        var message = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            attachments.keep(id, message, "bill.txt", null, new ByteArrayInputStream(new byte[] {1}), true);
            conversation.customerWrote(complaints.require(id), message, Channel.EMAIL, "See the bill.", null, null, 1);
        });
        as("eleni")
                .get("/v1/complaints/" + id + "/messages/" + message)
                .then()
                .statusCode(200)
                .body("attachments.name", contains("bill.txt"))
                .body("attachments[0].byCustomer", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /messages               | {"words": ""}                                     | 400
            /messages               | {"words": " \\n\\u200b "}                         | 400
            /messages               | {}                                                | 400
            /messages               | {"words": "x", "language": "English"}             | 400
            /messages               | {"words": "x", "attachments": ["nonsense"]}       | 400
            /messages               | {"words": "x", "attachments": ["0198f000-0000-7000-8000-000000000000"]} | 422
            /messages               | {"words": "a\\u0000b"}                            | 400
            /messages               | {"words": "a\\ud800b"}                            | 400
            /messages               | {"words": 7}                                      | 400
            /messages               | {"words": "x", "at": "2020-01-01T00:00:00Z"}      | 400
            /messages/from-customer | {"words": "x"}                                    | 400
            /messages/from-customer | {"words": "x", "channel": "EMAIL"}                | 400
            /messages/from-customer | {"words": "x", "channel": "PHONE", "by": "eleni"} | 400
            """)
    void whatIsNotAskedProperlyIsRefused(String path, String body, int status) {
        var id = complaint("A", "en", "x");
        creating(as("eleni"))
                .body(body)
                .post("/v1/complaints/" + id + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
        assertThat(Database.number("select count(*) from message where complaint_id = ?", id))
                .isZero();
        assertThat(Database.number("select count(*) from outbox where key = ?", id))
                .isEqualTo(1);
    }

    @Test
    void onlyThoseTalkWhoMay() {
        var id = complaint("A", "en", "x");
        var path = "/v1/complaints/" + id + "/messages";
        creating(as("marcus")).body(Map.of("words", "x")).post(path).then().statusCode(403);
        creating(as("dealer")).body(Map.of("words", "x")).post(path).then().statusCode(403);
        creating(given()).body(Map.of("words", "x")).post(path).then().statusCode(401);
        as("dealer").get(path).then().statusCode(403);
        reply(UUID.randomUUID(), "x").statusCode(404);
        as("eleni")
                .get("/v1/complaints/" + UUID.randomUUID() + "/messages")
                .then()
                .statusCode(404);
        var other = complaint("B", "en", "y");
        String message = reply(other, "Yours.").extract().path("id");
        as("eleni").get(path + "/" + message).then().statusCode(404);
        as("eleni").put(path + "/" + message + "/read").then().statusCode(404);
    }

    @Test
    void twentyThousandCharactersOfAnyScriptAreSentAndOneMoreIsNot() {
        var id = complaint("A", "en", "x");
        reply(id, "😡".repeat(20_000)).statusCode(201);
        reply(id, "😡".repeat(20_000) + "!").statusCode(400);
    }

    @Test
    void anAnswerIsSentOncePerKey() {
        var id = complaint("A", "en", "x");
        var key = UUID.randomUUID().toString();
        var first = replyUnder(key, id);
        var second = replyUnder(key, id);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(Database.number("select count(*) from message where complaint_id = ?", id))
                .isEqualTo(1);
    }

    private static Response replyUnder(String key, UUID complaint) {
        return as("eleni")
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("words", "Once."))
                .post("/v1/complaints/" + complaint + "/messages");
    }

    @Test
    void aConversationIsReadPageByPage() {
        var id = complaint("A", "en", "0");
        for (int i = 1; i <= 7; i++) {
            wrote(id, Channel.WEB, Integer.toString(i), null, null);
        }
        var path = "/v1/complaints/" + id + "/messages?limit=3";
        String next = as("eleni")
                .get(path)
                .then()
                .body("items.words", contains("0", "1", "2"))
                .header("Link", notNullValue())
                .extract()
                .path("next");
        next = as("eleni")
                .get(path + "&cursor=" + next)
                .then()
                .body("items.words", contains("3", "4", "5"))
                .extract()
                .path("next");
        as("eleni")
                .get(path + "&cursor=" + next)
                .then()
                .body("items.words", contains("6", "7"))
                .body("next", nullValue());
    }

    // ---- whether it arrived

    @Test
    void aReplySaysWhetherItReachedTheCustomer() {
        var id = complaint("A", "en", "x");
        reply(id, "First.").statusCode(201);
        reply(id, "Second.").statusCode(201);
        topics.tell(sent(id, "receipt"));
        topics.tell(sent(id, "reply"));
        topics.tell(failed(id, "550 No such user"));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items[1].delivery.state", equalTo("SENT"))
                .body("items[1].delivery.medium", equalTo("EMAIL"))
                .body("items[1].delivery.at", equalTo("2999-01-01T00:00:00Z"))
                .body("items[2].delivery.state", equalTo("FAILED"))
                .body("items[2].delivery.reason", equalTo("550 No such user")));
    }

    @Test
    void whatBecameOfAReplyIsKnownByItsNameInWhateverOrderThatIsTold() {
        var id = complaint("A", "en", "x");
        reply(id, "First.").statusCode(201);
        reply(id, "Second.").statusCode(201);
        reply(id, "Third.").statusCode(201);
        var replies = as("eleni").get("/v1/complaints/" + id + "/messages").jsonPath();
        var first = UUID.fromString(replies.getString("items[1].id"));
        var second = UUID.fromString(replies.getString("items[2].id"));
        var third = UUID.fromString(replies.getString("items[3].id"));
        topics.tell(failed(id, Audience.CUSTOMER, third, "550 No such user", null));
        topics.tell(failed(id, Audience.CUSTOMER, second, "550 No such user", Medium.SMS));
        topics.tell(new NotificationDelivered(
                id, UUID.randomUUID(), "reply", Medium.EMAIL, Audience.CUSTOMER, first, LATER));
        topics.tell(sent(id, Audience.CUSTOMER, first));
        // What colleagues and parties hear is not said in this conversation.
        topics.tell(sent(id, Audience.COLLEAGUE, third));
        topics.tell(failed(id, Audience.PARTY, first, "550 No such user", null));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id + "/timeline")
                .then()
                .body("items.findAll { it.kind.startsWith('Notification') }", hasSize(6)));
        as("eleni")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items[1].delivery.state", equalTo("DELIVERED"))
                .body("items[2].delivery.state", equalTo("PENDING"))
                .body("items[2].delivery.medium", equalTo("SMS"))
                .body("items[3].delivery.state", equalTo("FAILED"));
        topics.tell(sent(id, Audience.CUSTOMER, second));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items[2].delivery.state", equalTo("SENT"))
                .body("items[2].delivery.reason", nullValue()));
    }

    // ---- read

    @Test
    void whatAnOwnerHasNotReadIsAmongTheirs() {
        var id = ownedByEleni("I called about my car.");
        var first = wrote(id, Channel.EMAIL, "Are you there?", null, null);
        var second = wrote(id, Channel.WEB, "Hello?", null, null);
        var read = "/v1/complaints/" + id + "/messages/" + first.id() + "/read";
        assertThat(unread("eleni", id))
                .containsExactly(first.id().toString(), second.id().toString());
        assertThat(unread("james", id)).isEmpty();

        as("james").put(read).then().statusCode(204);
        assertThat(unread("eleni", id)).hasSize(2);
        as("eleni").put(read).then().statusCode(204);
        as("eleni").put(read).then().statusCode(204);
        assertThat(unread("eleni", id)).containsExactly(second.id().toString());
        as("sofia")
                .get("/v1/complaints/" + id + "/messages/" + first.id())
                .then()
                .body("readBy.person.name", contains("James Okafor", "Eleni Papadaki"));
        // What the owner wrote down themselves is nothing new to them.
        said(id, "PHONE", "And another thing.").statusCode(201);
        assertThat(unread("eleni", id)).containsExactly(second.id().toString());
    }

    // ---- translated

    @Test
    void aTranslationStandsBesideTheWords() {
        var id = complaint("Νίκος", "el", "Ντροπή σας!");
        var path = "/v1/complaints/" + id + "/messages/" + id + "/translations/";
        translate(path + "en", null, Map.of("words", "Shame yours!", "machine", "opus-mt"))
                .statusCode(200)
                .header("ETag", "\"0\"");
        translate(path + "en", null, Map.of("words", "Shame on you!")).statusCode(428);
        translate(path + "en", "\"7\"", Map.of("words", "Shame on you!")).statusCode(412);
        translate(path + "en", "\"0\"", Map.of("words", "Shame on you!"))
                .statusCode(200)
                .header("ETag", "\"1\"");
        translate(path + "English", null, Map.of("words", "x")).statusCode(400);
        translate(path + "fi", "\"0\"", Map.of("words", "x")).statusCode(412);
        as("sofia")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items[0].words", equalTo("Ντροπή σας!"))
                .body("items[0].translations", hasSize(1))
                .body("items[0].translations[0].words", equalTo("Shame on you!"))
                .body("items[0].translations[0].machine", nullValue())
                .body("items[0].translations[0].by.name", equalTo("Eleni Papadaki"));
    }

    // ---- joined with another

    @Test
    void whatIsSaidToAnAbsorbedComplaintIsToldUnderTheOneThatGoesOn() {
        var customer = customer();
        var absorbed = complaintOf(customer, "It broke.");
        var survivor = complaintOf(customer, "It broke, and nobody answers.");
        wrote(absorbed, Channel.EMAIL, "Before.", null, null);
        Database.run("update complaint set merged_into = ? where id = ?", survivor, absorbed);
        String answer =
                reply(absorbed, "We have both.").statusCode(201).extract().path("id");
        wrote(absorbed, Channel.EMAIL, "Good.", null, null);
        await().untilAsserted(() -> assertThat(told(survivor)).hasSize(3));
        assertThat(told(survivor).get(1).body().get("messageId").asText()).isEqualTo(answer);
        assertThat(told(absorbed)).hasSize(2);

        as("eleni")
                .get("/v1/complaints/" + survivor + "/messages")
                .then()
                .body(
                        "items.words",
                        contains("It broke.", "It broke, and nobody answers.", "Before.", "We have both.", "Good."))
                .body("items[0].complaintId", equalTo(absorbed.toString()));
        assertThat(shown(survivor)).hasSize(5);
        topics.tell(sent(survivor, "reply"));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + survivor + "/messages/" + answer)
                .then()
                .body("delivery.state", equalTo("SENT")));

        // They part again, and each has what was its own.
        Database.run("update complaint set merged_into = null where id = ?", absorbed);
        as("eleni")
                .get("/v1/complaints/" + survivor + "/messages")
                .then()
                .body("items.words", contains("It broke, and nobody answers."));
        as("eleni").get("/v1/complaints/" + absorbed + "/messages").then().body("items", hasSize(4));
    }

    @Test
    void anotherCustomersWordsAreNotShownToThisOne() {
        var absorbed = complaint("B", "en", "Secret of B");
        var survivor = complaint("A", "en", "x");
        Database.run("update complaint set merged_into = ? where id = ?", survivor, absorbed);
        assertThat(shown(survivor)).extracting(Message::words).containsExactly("x");
    }

    // ---- forgotten

    @Test
    void whoIsForgottenHasSaidNothing() {
        var id = complaint("A", "en", "x");
        var message = wrote(id, Channel.EMAIL, "My name is A.", "> A", "source-" + UUID.randomUUID());
        reply(id, "Dear A").statusCode(201);
        translate("/v1/complaints/" + id + "/messages/" + message.id() + "/translations/fi", null, Map.of("words", "A"))
                .statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(UUID.randomUUID(), List.of(id))));
        assertThat(Database.column(
                        "select words || coalesce(quoted, '') || coalesce(source, '') from message where complaint_id = ?",
                        id))
                .containsExactly("", "");
        assertThat(Database.number("select count(*) from message_translation where complaint_id = ?", id))
                .isZero();
        topics.tell(failed(id, "550 a@b"));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id + "/messages")
                .then()
                .body("items[2].delivery.state", equalTo("FAILED"))
                .body("items[2].delivery.reason", nullValue()));
    }

    @Test
    void nobodyTalksWithWhoIsForgotten() {
        var id = complaint("A", "en", "x");
        wrote(id, Channel.EMAIL, "In the same instant.", null, null);
        Database.run("update complaint set erased_at = now() where id = ?", id);
        reply(id, "Dear A").statusCode(409).body("type", equalTo("urn:makegood:problem:customer-forgotten"));
        assertThatThrownBy(() -> wrote(id, Channel.EMAIL, "Again.", null, null)).isInstanceOf(CustomerForgotten.class);
        forgottenWords.forget();
        assertThat(Database.column("select words from message where complaint_id = ?", id))
                .containsExactly("");
    }

    @Test
    void whoAsksWhatIsKnownIsToldWhatWasSaid() {
        var id = complaint("A", "en", "x");
        wrote(id, Channel.EMAIL, "Mine.", null, null);
        reply(id, "Ours.").statusCode(201);
        Map<String, Object> sections = new HashMap<>();
        exporting.fire(new Exporting(UUID.randomUUID(), List.of(id), sections::put));
        assertThat(sections.get("messages"))
                .asInstanceOf(InstanceOfAssertFactories.list(Message.class))
                .extracting(Message::words)
                .containsExactly("Mine.", "Ours.");
    }

    // ----

    private Message wrote(
            UUID complaint, Channel channel, String words, @Nullable String quoted, @Nullable String source) {
        return QuarkusTransaction.requiringNew()
                .call(() -> conversation.customerWrote(complaints.require(complaint), channel, words, quoted, source));
    }

    private List<Message> shown(UUID complaint) {
        return QuarkusTransaction.requiringNew().call(() -> conversation.of(complaint));
    }

    private static NotificationSent sent(UUID complaint, String kind) {
        return new NotificationSent(complaint, UUID.randomUUID(), kind, Medium.EMAIL, Language.EN, null, null, LATER);
    }

    private static NotificationFailed failed(UUID complaint, String reason) {
        return new NotificationFailed(
                complaint, UUID.randomUUID(), "reply", Medium.EMAIL, Language.EN, reason, null, null, null, LATER);
    }

    private static NotificationSent sent(UUID complaint, Audience audience, UUID about) {
        return new NotificationSent(
                complaint, UUID.randomUUID(), "reply", Medium.EMAIL, Language.EN, audience, about, LATER);
    }

    private static NotificationFailed failed(
            UUID complaint, Audience audience, UUID about, String reason, @Nullable Medium instead) {
        return new NotificationFailed(
                complaint,
                UUID.randomUUID(),
                "reply",
                Medium.EMAIL,
                Language.EN,
                reason,
                audience,
                about,
                instead,
                LATER);
    }

    private static ValidatableResponse reply(UUID complaint, String words) {
        return creating(as("eleni"))
                .body(Map.of("words", words))
                .post("/v1/complaints/" + complaint + "/messages")
                .then();
    }

    private static ValidatableResponse said(UUID complaint, String channel, String words) {
        return creating(as("eleni"))
                .body(Map.of("words", words, "channel", channel))
                .post("/v1/complaints/" + complaint + "/messages/from-customer")
                .then();
    }

    private static ValidatableResponse translate(String path, @Nullable String ifMatch, Map<String, String> body) {
        var request = as("eleni").contentType("application/json").body(body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.put(path).then();
    }

    private static List<String> unread(String user, UUID complaint) {
        return as(user).get("/v1/conversations/unread?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.complaintId == '" + complaint + "' }.messageId");
    }

    private static UUID ownedByEleni(String words) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of("customer", Map.of("name", "A", "language", "en"), "verbatim", words, "channel", "PHONE"))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static String customer() {
        return creating(as("eleni"))
                .body(Map.of("name", "A", "language", "en"))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static UUID complaintOf(String customer, String words) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of("customerId", customer, "verbatim", words))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private List<Told> told(UUID complaint) {
        return topics.told(Topic.COMPLAINTS, complaint);
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
