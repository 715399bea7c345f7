package dev.makegood.complaint.mail;

import static dev.makegood.complaint.testing.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.makegood.chassis.link.ReplyAddresses;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.conversation.Conversation;
import dev.makegood.complaint.conversation.Message;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.testing.RawMails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of mails: complaints, answers, or something for the desk to look at. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class MailsResourceTest {

    private static final String PASSED = "Authentication-Results: mx.makegood.example; dmarc=pass\r\n";
    private static final String FORGED = "Authentication-Results: mx.makegood.example; dmarc=fail\r\n";

    /** Addresses are for ever; each test has its own. */
    private final String author = "a-%s@customers.example".formatted(UUID.randomUUID());

    @Inject
    Postroom postroom;

    @Inject
    Mails mails;

    @Inject
    Conversation conversation;

    @Inject
    ReplyAddresses addresses;

    /** Takes in a mail and finds it again. */
    private JsonPath take(String headers, String body) {
        return take(("Message-ID: <%s@x.example>\r\n".formatted(UUID.randomUUID()) + headers
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    private JsonPath take(byte[] raw) {
        postroom.take(raw, Postroom.Whole.ALL);
        var id = QuarkusTransaction.requiringNew()
                .call(() -> mails.find("identity", MailIdentity.of(raw))
                        .firstResult()
                        .id());
        return as("eleni")
                .get("/v1/mails/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath write(String headers, String body) {
        return take("From: Ana Pérez <%s>\r\nTo: help@makegood.example\r\n".formatted(author) + headers, body);
    }

    private JsonPath complaint(JsonPath mail) {
        return complaint(mail.getString("mail.complaintId"));
    }

    private static JsonPath complaint(String id) {
        return as("eleni")
                .get("/v1/complaints/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Someone complains by mail. Returns the mail. */
    private JsonPath complained() {
        var mail = write(PASSED + "Subject: My car\r\n", "The tow truck broke my car.");
        assertThat(mail.getString("mail.state")).isEqualTo("TAKEN_IN");
        return mail;
    }

    private String addressOf(JsonPath mail) {
        var complaint = complaint(mail);
        return addresses
                .of(complaint.getString("reference"), UUID.fromString(complaint.getString("id")), 1)
                .orElseThrow();
    }

    private List<Message> conversation(JsonPath mail) {
        return QuarkusTransaction.requiringNew()
                .call(() -> conversation.of(UUID.fromString(mail.getString("mail.complaintId"))));
    }

    @Test
    void aMailBecomesAComplaintInItsAuthorsWords() {
        var raw = new String(RawMails.own("greek.eml"), StandardCharsets.ISO_8859_1)
                .replace("nikos@customers.example", author)
                .replace("greek-1@", UUID.randomUUID() + "@")
                .getBytes(StandardCharsets.ISO_8859_1);
        var complaint = complaint(take(raw));
        assertThat(complaint.getString("channel")).isEqualTo("EMAIL");
        assertThat(complaint.getString("customer.name")).isEqualTo("Νίκος Παπαδόπουλος");
        assertThat(complaint.getString("customer.language")).isEqualTo("el");
        assertThat(complaint.getString("owner.name")).isEqualTo("Lena Hartmann");
        assertThat(complaint.getString("verbatim"))
                .startsWith("Ο γερανός έσπασε το αυτοκίνητό μου\n\nΚαλημέρα σας,\n\nστις 3 Μαρτίου")
                .contains("Νίκος Παπαδόπουλος\n694 123 4567");
    }

    @Test
    void filesBelongToTheComplaintAndAreItsCustomers() {
        var raw = new String(RawMails.own("files.eml"), StandardCharsets.ISO_8859_1)
                .replace("ana@customers.example", author)
                .replace("files-1@", UUID.randomUUID() + "@")
                .getBytes(StandardCharsets.ISO_8859_1);
        var mail = take(raw);
        // The picture is none.
        assertThat(mail.getInt("mail.filesRefused")).isLessThanOrEqualTo(1);
        assertThat(conversation(mail).getFirst().attachments())
                .extracting("name")
                .contains("Απόδειξη.pdf", "passwd", "presupuesto.zip");
        assertThat(complaint(mail).getString("verbatim"))
                .contains("Mire las fotos, por favor.", "Taller <taller@shop.example>", "El arreglo cuesta 900 euros.");
    }

    @Test
    void anAnswerToOurAddressJoinsItsConversationOnce() {
        var first = complained();
        var raw =
                "Message-ID: <%s@x.example>\r\nFrom: %s\r\nTo: %s\r\nSubject: Re: x\r\n\r\nIt is still broken.\r\n\r\nOn Monday Makegood wrote:\r\n> Is it mended?\r\n"
                        .formatted(UUID.randomUUID(), author, addressOf(first))
                        .getBytes(StandardCharsets.UTF_8);
        var answer = take(raw);
        take(raw);
        assertThat(answer.getString("mail.complaintId")).isEqualTo(first.getString("mail.complaintId"));
        assertThat(conversation(first)).hasSize(2).last().satisfies(message -> {
            assertThat(message.words()).isEqualTo("It is still broken.");
            assertThat(message.quoted()).contains("> Is it mended?");
        });
    }

    @Test
    void aReferenceInTheSubjectProvesNothing() {
        var first = complained();
        var reference = complaint(first).getString("reference");
        var second = take("From: eve-%s\r\nSubject: Re: [%s]\r\n".formatted(author, reference), "I am the customer.");
        assertThat(second.getString("mail.complaintId")).isNotEqualTo(first.getString("mail.complaintId"));
        assertThat(conversation(first)).hasSize(1);
        var guessed = addressOf(first).replaceFirst("\\.[0-9a-f]{25}@", ".0123456789abcdef012345678@");
        var third = take("From: %s\r\nTo: %s\r\n".formatted(author, guessed), "I guess.");
        assertThat(third.getString("mail.complaintId")).isNotEqualTo(first.getString("mail.complaintId"));
    }

    @Test
    void whoIsNotWhoTheySayIsSetAside() {
        var first = complained();
        var spoofed = write(
                FORGED + "Delivered-To: %s\r\nCc: eve@evil.example\r\n".formatted(addressOf(first)), "Send it to Eve.");
        assertThat(spoofed.getString("mail.state")).isEqualTo("SET_ASIDE");
        assertThat(spoofed.getString("mail.reason")).isEqualTo("UNVERIFIED");
        assertThat(write(FORGED, "Send it to Eve.").getString("mail.reason")).isEqualTo("UNVERIFIED");
        assertThat(conversation(first)).hasSize(1);
    }

    @Test
    void whoGotTheAddressFromSomebodyElseIsSetAside() {
        var first = complained();
        var strange = take(
                "From: eve-%s\r\nTo: %s\r\nReply-To: %s\r\nSender: %s\r\n"
                        .formatted(author, addressOf(first), author, author),
                "Tell me everything.");
        assertThat(strange.getString("mail.reason")).isEqualTo("STRANGER");
        assertThat(strange.getString("mail.complaintId")).isEqualTo(first.getString("mail.complaintId"));
        assertThat(conversation(first)).hasSize(1);
    }

    @Test
    void aCustomerIsRecognisedByAVerifiedAddressAlone() {
        var known = complaint(complained()).getString("customer.id");
        assertThat(complaint(write(PASSED, "Again.")).getString("customer.id")).isEqualTo(known);
        assertThat(complaint(write("", "Again, perhaps.")).getString("customer.id"))
                .isNotEqualTo(known);
        var others = "Authentication-Results: evil.example; dmarc=pass\r\n";
        assertThat(complaint(write(others, "It is me.")).getString("customer.id"))
                .isNotEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\r\n",
                "Return-Path: <>\r\n",
                "Precedence: bulk\r\n",
                "X-Makegood-Reference: MG-7QF3-K9MP\r\n",
                "Subject: Out of office\r\n"
            })
    void whatNoPersonWroteIsKeptAndBecomesNothing(String header) {
        assertThat(write(header, "I am away.").getString("mail.state")).isEqualTo("SET_ASIDE");
        assertThat(as("eleni").get("/v1/customers?email=" + author).jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void aBounceOfOurMailIsNotedWithItsComplaint() {
        var first = complained();
        var bounce = take(
                "From: MAILER-DAEMON@mx.example\r\nTo: %s\r\nReturn-Path: <>\r\n".formatted(addressOf(first)),
                "It could not be delivered.");
        assertThat(bounce.getString("mail.state")).isEqualTo("NOTED");
        assertThat(bounce.getString("mail.reason")).isEqualTo("BOUNCE");
        assertThat(bounce.getString("mail.complaintId")).isEqualTo(first.getString("mail.complaintId"));
        assertThat(conversation(first)).hasSize(1);
        as("eleni")
                .get("/v1/mails?state=NOTED&complaint=" + first.getString("mail.complaintId"))
                .then()
                .body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: help@makegood.example\r\n",
                "From: Help+7qf3k9mp.abc@makegood.example\r\n",
            })
    void ourOwnMailsAreALoop(String from) {
        assertThat(take(from, "Thank you for your mail.").getString("mail.reason"))
                .isEqualTo("LOOP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: nobody\r\n",
                "From: a@x.example, b@x.example\r\n",
                "From: not an address\r\n",
                "From: <a@b>\r\n",
                "From: \"a@b.example>\\r\\nDATA\"@x..example\r\n"
            })
    void whoCannotBeWrittenToHasNotComplained(String headers) {
        assertThat(take(headers, "Hello.").getString("mail.reason")).isEqualTo("NO_AUTHOR");
    }

    @Test
    void aNameIsOneLineWhateverIsHiddenInIt() {
        var mail = take(
                "From: =?utf-8?B?YQ0KQmNjOiB4QHkuZXhhbXBsZQ==?= <%s>\r\n".formatted(author),
                "The tow truck broke my car.");
        assertThat(complaint(mail).getString("customer.name")).isEqualTo("a Bcc: x@y.example");
    }

    @Test
    void aMailThatSaysNothingIsLookedAt() {
        assertThat(write("Subject: Re: \r\n", " \r\n\u200b\r\n").getString("mail.reason"))
                .isEqualTo("NO_WORDS");
    }

    @Test
    void aMailThatIsTooLongIsCutAndKeptWhole() {
        var mail = write("", "😡 words ".repeat(5_000));
        var verbatim = complaint(mail).getString("verbatim");
        assertThat(verbatim.codePointCount(0, verbatim.length())).isEqualTo(20_000);
        assertThat(conversation(mail).getFirst().attachments())
                .extracting("name")
                .containsExactly("mail.eml");
    }

    @Test
    void oneAddressMakesSoManyComplaintsADay() {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            states.add(write("", "Number " + i).getString("mail.state"));
        }
        assertThat(states.subList(0, 20)).containsOnly("TAKEN_IN");
        assertThat(states.subList(20, 25)).containsOnly("SET_ASIDE");
        as("eleni").get("/v1/mails?reason=TOO_MANY&limit=5").then().body("items.author", hasItem(author));
    }

    @Test
    void tenThousandPartsAreNeverAComplaint() {
        var mail = take(("From: %s\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n".formatted(author)
                        + "--x\r\n\r\nYou broke my car.\r\n".repeat(10_000))
                .getBytes(StandardCharsets.UTF_8));
        assertThat(mail.getString("mail.reason")).isEqualTo("TOO_MUCH");
    }

    @Test
    void anAgentFilesWhatWasSetAsideAndSaysWhy() {
        var first = complained();
        var aside = take(
                "From: sister-%s\r\nTo: %s\r\n".formatted(author, addressOf(first)), "She is ill, I answer for her.");
        decide(
                        aside,
                        "file",
                        Map.of("complaintId", first.getString("mail.complaintId"), "reason", "Her sister, by phone"))
                .statusCode(200)
                .body("state", equalTo("TAKEN_IN"))
                .body("reason", nullValue())
                .body("by.name", equalTo("Eleni Papadaki"))
                .body("byReason", equalTo("Her sister, by phone"));
        assertThat(conversation(first)).extracting(Message::words).contains("She is ill, I answer for her.");

        var forged = write(FORGED, "My server is set up badly.");
        var complaint = decide(forged, "file", Map.of("reason", "Known by voice"))
                .statusCode(200)
                .body("complaintId", notNullValue())
                .extract()
                .<String>path("complaintId");
        assertThat(complaint(complaint).getString("verbatim")).isEqualTo("My server is set up badly.");
    }

    private static ValidatableResponse decide(JsonPath mail, String what, Map<String, String> body) {
        return as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"%d\"".formatted(mail.getInt("mail.version")))
                .body(body)
                .post("/v1/mails/%s/%s".formatted(mail.getString("mail.id"), what))
                .then();
    }

    @Test
    void whatIsNothingIsDismissedOnce() {
        var aside = write(FORGED, "Buy now.");
        decide(aside, "dismiss", Map.of("reason", "Advertising"))
                .statusCode(200)
                .body("state", equalTo("DISMISSED"));
        decide(aside, "dismiss", Map.of("reason", "Advertising")).statusCode(412);
        var id = aside.getString("mail.id");
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", as("eleni").get("/v1/mails/" + id).header("ETag"))
                .body(Map.of("reason", "After all"))
                .post("/v1/mails/%s/file".formatted(id))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:not-set-aside"));
    }

    @Test
    void aDecisionHasToBeWhole() {
        var aside = write(FORGED, "Buy now.");
        var some = UUID.randomUUID().toString();
        decide(aside, "file", Map.of()).statusCode(400);
        decide(aside, "file", Map.of("reason", "x", "complaintId", some)).statusCode(422);
        decide(aside, "file", Map.of("reason", "x", "customerId", some)).statusCode(422);
        decide(aside, "file", Map.of("reason", "x", "customerId", some, "complaintId", some))
                .statusCode(400);
        as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "x"))
                .post("/v1/mails/%s/file".formatted(aside.getString("mail.id")))
                .then()
                .statusCode(428);
        var nobodys = take("Subject: nobody\r\n", "Hello.");
        decide(nobodys, "file", Map.of("reason", "x"))
                .statusCode(422)
                .body("type", equalTo("urn:makegood:problem:nobody-to-answer"));
        var empty = write("", "");
        decide(empty, "file", Map.of("reason", "x"))
                .statusCode(422)
                .body("type", equalTo("urn:makegood:problem:nothing-to-read"));
    }

    @Test
    void aMailIsGivenOutAsADownloadToTheByte() {
        var headers = "Message-ID: <%s@x.example>\r\nFrom: %s\r\nContent-Type: text/html\r\n\r\n"
                .formatted(UUID.randomUUID(), author);
        byte[] raw = (headers + "<script>alert(1)</script>\u0000 \r\n").getBytes(StandardCharsets.UTF_8);
        var id = take(raw).getString("mail.id");
        var answer = as("eleni").get("/v1/mails/%s/raw".formatted(id));
        answer.then()
                .statusCode(200)
                .header("Content-Type", startsWith("message/rfc822"))
                .header("Content-Disposition", startsWith("attachment"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(answer.asByteArray()).isEqualTo(raw);
    }

    @Test
    void whatAMailSaysIsShownAsText() {
        var raw = new String(RawMails.own("html-only.eml"), StandardCharsets.UTF_8)
                .replace("ana@customers.example", author)
                .replace("html-1@", UUID.randomUUID() + "@")
                .getBytes(StandardCharsets.UTF_8);
        var mail = take(raw);
        assertThat(mail.getString("content.words"))
                .contains("Llevo seis semanas.")
                .doesNotContain("onerror", "tracker.example", "<script");
        assertThat(complaint(mail).getString("verbatim")).doesNotContain("onerror", "tracker.example", "<script");
    }

    @Test
    void mailsAreListedPageByPageForTheDeskAlone() {
        for (int i = 0; i < 3; i++) {
            write(FORGED, "Number " + i);
        }
        var next = as("eleni")
                .get("/v1/mails?state=SET_ASIDE&reason=UNVERIFIED&limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .extract()
                .<String>path("next");
        as("lena")
                .get("/v1/mails?state=SET_ASIDE&reason=UNVERIFIED&limit=2&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items", not(hasSize(0)));
        as("eleni").get("/v1/mails?state=NONSENSE").then().statusCode(not(200)).body(not(containsString("Exception")));
        as("eleni").get("/v1/mails?unknown=1").then().statusCode(400);
        as("eleni").get("/v1/mails/" + UUID.randomUUID()).then().statusCode(404);
        io.restassured.RestAssured.get("/v1/mails").then().statusCode(401);
    }

    @Test
    void whoIsForgottenLeavesNoMails() {
        var mail = complained();
        var aside = write(FORGED, "Me again.");
        var complaint = UUID.fromString(mail.getString("mail.complaintId"));
        var customer = UUID.fromString(complaint(mail).getString("customer.id"));
        List<Object> told = new ArrayList<>();
        QuarkusTransaction.requiringNew()
                .run(() -> mails.tell(new Exporting(customer, List.of(complaint), new Exporting.Sections() {
                    @Override
                    public void add(String section, Collection<?> records) {
                        told.addAll(records);
                    }
                })));
        assertThat(told).hasSize(1);
        QuarkusTransaction.requiringNew().run(() -> mails.forget(new Erasing(customer, List.of(complaint))));
        for (JsonPath one : List.of(mail, aside)) {
            var id = one.getString("mail.id");
            as("eleni")
                    .get("/v1/mails/" + id)
                    .then()
                    .statusCode(200)
                    .body("mail.state", equalTo("FORGOTTEN"))
                    .body("mail.author", nullValue())
                    .body("mail.subject", nullValue())
                    .body("content", nullValue());
            as("eleni").get("/v1/mails/%s/raw".formatted(id)).then().statusCode(404);
        }
    }

    @Test
    void everyRealMailGoesThroughAndIsKeptToTheByte() {
        var real = RawMails.real();
        assumeFalse(real.isEmpty(), "No real mails beside the project");
        for (var path : real) {
            byte[] raw = RawMails.bytes(path);
            var mail = take(raw);
            assertThat(mail.getString("mail.state")).as(path.toString()).isIn("TAKEN_IN", "SET_ASIDE");
            assertThat(mail.getString("mail.reason")).as(path.toString()).isNotEqualTo("FAILED");
            assertThat(as("eleni")
                            .get("/v1/mails/%s/raw".formatted(mail.getString("mail.id")))
                            .asByteArray())
                    .as(path.toString())
                    .isEqualTo(raw);
        }
    }
}
