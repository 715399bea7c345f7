package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.e2e.Mailbox.Mail;
import dev.makegood.local.Users;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The car again, and its owner at the keyboard: he complains by mail, in Greek, with a picture; answers one question by mail and
 * another on his page; and is asked nothing twice.
 */
@ExtendWith(RunningStack.class)
class TowTruckByMailIT {

    private static final String OURS = "help@makegood.example";
    private static final String HIS = "nikos@customers.example";

    private final String address =
            "nikos-%s@customers.example".formatted(UUID.randomUUID().toString().substring(0, 8));
    private final Stack stack;
    private final Desk eleni;

    TowTruckByMailIT(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    @Test
    void heWritesInGreekAnswersByMailAndByPageAndIsAskedNothingTwice() throws IOException {
        eleniIsThere();
        stack.postman().post(mail("tow-truck.eml"), address, OURS);
        var receipt = awaitMails(1).getFirst();
        assertThat(receipt.language()).isEqualTo("el");
        assertThat(receipt.text()).contains("Νίκος Παπαδόπουλος");

        var id = complaintOf(receipt);
        var complaint = "/v1/complaints/" + id;
        var journey = "/v1/journeys/" + id;
        var complained = eleni.get(complaint).expect(200);
        assertThat(complained.at("/channel")).isEqualTo("EMAIL");
        assertThat(complained.at("/verbatim"))
                .contains("Ο γερανός που στείλατε έσπασε τον πίσω άξονα και τον προφυλακτήρα")
                .contains("ας μου πει επιτέλους ένας άνθρωπος ότι το αναλαμβάνει.");
        assertThat(eleni.get(complaint + "/attachments").expect(200).at("/items/0/name"))
                .isEqualTo("πίσω άξονας.png");

        // It finds her, who speaks his language.
        await().atMost(20, SECONDS)
                .until(() -> eleni.get(journey).at("/owner/name").equals("Eleni Papadaki"));
        eleni.readAndMove(journey, "acknowledge", Map.of("words", "Σας διάβασα. Το αναλαμβάνω εγώ."))
                .expect(200);

        // What nobody here knows he is asked once, and answers by mail: from then on it is known.
        ask(journey, "claimNumber", "Ποιος είναι ο αριθμός ζημίας που σας έδωσαν;")
                .expect(201);
        var question = awaitMails(3).getLast();
        stack.postman().post(answerTo(question), address, question.replyTo());
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(fact(journey, "claimNumber")).contains("NG-558201"));
        ask(journey, "claimNumber", "Τον αριθμό ζημίας, παρακαλώ;").expect(409);

        // And one on his page.
        ask(journey, "pickupPlace", "Πού ακριβώς σας παρέλαβε ο γερανός;").expect(201);
        var page = awaitMails(4).getLast().link();
        var customer = stack.anybody();
        assertThat(customer.get(page).expect(200).text()).contains("Πού ακριβώς σας παρέλαβε ο γερανός;");
        customer.form(page + "/messages", "words=" + encoded("Στην Εθνική, 214ο χιλιόμετρο, ρεύμα προς Αθήνα."))
                .expect(303);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(fact(journey, "pickupPlace")).contains("214ο χιλιόμετρο"));
        ask(journey, "pickupPlace", "Πού σας παρέλαβαν;").expect(409);

        // She answers in the same conversation, and the mail is hers.
        eleni.post(
                        complaint + "/messages",
                        Map.of("words", "Σας ευχαριστώ, τα έχω όλα. Τα υπόλοιπα είναι δική μου δουλειά."))
                .expect(201);
        var reply = awaitMails(5).getLast();
        assertThat(reply.text()).contains("Τα υπόλοιπα είναι δική μου δουλειά.");
        assertThat(reply.from()).contains("Eleni");

        putRight(journey);
        customer.form(page + "/confirmed", "words=" + encoded("Επιτέλους! Ευχαριστώ, Ελένη."))
                .expect(303);
        await().atMost(20, SECONDS).until(() -> eleni.get(journey).at("/state").equals("CONFIRMED"));
        eleni.readAndMove(journey, "close", null).expect(200);
        hePutsInAWordOnHowItWas(complaint, page);

        nothingWasAskedTwice(journey);
        theConversationIsWhole(complaint);
        onlyHeWasWrittenTo();
    }

    /** Who is at the desk, what they speak, and what they can carry: so what nobody took in person finds its owner. */
    private void eleniIsThere() {
        var user = Users.of("eleni");
        var there = stack.as("lena")
                .put(
                        "/v1/agents/" + user.sub(),
                        null,
                        Map.of(
                                "name",
                                user.name(),
                                "team",
                                "front",
                                "role",
                                "AGENT",
                                "languages",
                                List.of("el"),
                                "capacity",
                                100));
        if (!List.of(200, 201, 428).contains(there.status())) {
            there.expect(201);
        }
    }

    private void putRight(String journey) {
        eleni.post(
                        journey + "/apologies",
                        Map.of("words", "Συγγνώμη, κύριε Νίκο, για τις έξι εβδομάδες που σας αφήσαμε μόνο."))
                .expect(201);
        stack.as("lena")
                .put(
                        "/v1/legs/parties/harbour-motors",
                        null,
                        Map.of("name", "Harbour Motors", "requires", List.of("plate")));
        var leg = eleni.post(
                        journey + "/legs",
                        Map.of(
                                "party",
                                "harbour-motors",
                                "work",
                                "Repair axle and bumper",
                                "dueAt",
                                Instant.now().plus(5, ChronoUnit.DAYS).toString(),
                                "packet",
                                Map.of(
                                        "contact",
                                        Map.of("name", "Νίκος Παπαδόπουλος", "email", address),
                                        "references",
                                        Map.of("complaint", "ours"),
                                        "facts",
                                        Map.of(
                                                "plate",
                                                "ΙΚΑ-1234",
                                                "claimNumber",
                                                "NG-558201",
                                                "pickupPlace",
                                                "214ο χιλιόμετρο"),
                                        "asked",
                                        List.of())))
                .expect(201)
                .at("/id");
        var dealer = stack.as("dealer");
        dealer.readAndMove("/v1/legs/" + leg, "accept", null).expect(200);
        dealer.readAndMove("/v1/legs/" + leg, "complete", Map.of("outcome", "Axle and bumper are new"))
                .expect(200);
        eleni.put(journey + "/cause", eleni.get(journey).header("ETag"), Map.of("cause", "SUPPLIER"))
                .expect(200);
        eleni.readAndMove(journey, "propose", Map.of("words", "Το αυτοκίνητο είναι έτοιμο. Διορθώθηκαν όλα;"))
                .expect(200);
    }

    private void hePutsInAWordOnHowItWas(String complaint, String page) {
        await().atMost(20, SECONDS)
                .until(() -> stack.anybody().get(page + "/survey").status() == 200);
        stack.anybody()
                .form(
                        page + "/survey",
                        "satisfaction=4&effort=2&emotions=RELIEVED&emotions=EXHAUSTED&job=yes&words="
                                + encoded("Το αυτοκίνητο είναι εντάξει. Άργησε."))
                .expect(303);
        assertThat(eleni.get(complaint + "/surveys").expect(200).text()).contains("RELIEVED", "Άργησε");
    }

    private void nothingWasAskedTwice(String journey) {
        assertThat(eleni.get(journey + "/questions")
                        .expect(200)
                        .json()
                        .at("/askedAgain")
                        .asInt(-1))
                .isZero();
        assertThat(eleni.get(journey + "/legs")
                        .expect(200)
                        .json()
                        .at("/askedAgain")
                        .asInt(-1))
                .isZero();
        assertThat(eleni.get(journey + "/ownership")
                        .expect(200)
                        .json()
                        .at("/unownedSeconds")
                        .asLong(-1))
                .isZero();
    }

    private void theConversationIsWhole(String complaint) {
        var messages = eleni.get(complaint + "/messages").expect(200).json().at("/items");
        assertThat(messages)
                .extracting(message -> message.at("/words").asText())
                .satisfiesExactly(
                        first -> assertThat(first).contains("Έχουν περάσει έξι εβδομάδες."),
                        number -> assertThat(number)
                                .contains("ο αριθμός ζημίας είναι NG-558201")
                                .doesNotContain("έγραψε"),
                        place -> assertThat(place).contains("214ο χιλιόμετρο"),
                        reply -> assertThat(reply).contains("δική μου δουλειά"));
        assertThat(messages.get(1).at("/quoted").asText()).contains("έγραψε");
    }

    /** Neither who stood in copy, nor anybody else. */
    private void onlyHeWasWrittenTo() {
        assertThat(stack.mailbox().to("brother-in-law@customers.example")).isEmpty();
    }

    private Desk.Answer ask(String journey, String fact, String words) {
        return eleni.post(journey + "/questions", Map.of("fact", fact, "words", words));
    }

    private String fact(String journey, String name) {
        for (JsonNode fact : eleni.get(journey + "/facts").expect(200).json().at("/items")) {
            if (fact.at("/name").asText().equals(name)) {
                return fact.at("/value").asText();
            }
        }
        return "";
    }

    private String complaintOf(Mail receipt) {
        var reference = receipt.subject().replaceAll(".*(MG-[0-9A-Z]{4}-[0-9A-Z]{4}).*", "$1");
        return eleni.get("/v1/complaints/by-reference/" + reference).expect(200).at("/id");
    }

    private byte[] mail(String name) throws IOException {
        try (var file = getClass().getResourceAsStream("/mail/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .replace(HIS, address)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private byte[] answerTo(Mail question) throws IOException {
        return new String(mail("answer.eml"), StandardCharsets.US_ASCII)
                .replace("<QUESTION>", question.messageId())
                .replace("REPLY-TO", question.replyTo())
                .replace("answer.0001", "answer." + UUID.randomUUID())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private List<Mail> awaitMails(int number) {
        return await().atMost(30, SECONDS).until(() -> stack.mailbox().to(address), mails -> mails.size() >= number);
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
