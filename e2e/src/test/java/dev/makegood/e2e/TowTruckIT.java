package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.e2e.Mailbox.Mail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The story that the system exists for. A car breaks down, the towing firm damages it further, the dealer needs a claim number
 * that sits with an insurer's agent. The customer complains once; one person owns it from first to last; the legs that others
 * walk leave with all they need; the customer is told at every turn in their own language, and says when it is over.
 */
@ExtendWith(RunningStack.class)
class TowTruckIT {

    private static final String WORDS = """
            Το αυτοκίνητό μου έμεινε στον δρόμο και η οδική βοήθεια το χάλασε ακόμη περισσότερο: έσπασε ο προφυλακτήρας \
            και στράβωσε ο άξονας. Το συνεργείο λέει ότι το φτιάχνει σε 48 ώρες, αλλά περιμένει αριθμό ζημιάς. \
            Ο ασφαλιστής με στέλνει από τον έναν στον άλλο. Έξι εβδομάδες κουβαλάω χαρτιά «από τον Άννα στον Καϊάφα»! 😡
            """;

    private final Stack stack;
    private final Desk eleni;
    private final String address = "nikos-" + UUID.randomUUID() + "@customers.example";

    TowTruckIT(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    @Test
    void oneOwnerPutsItRightAndTheCustomerSaysSo() {
        parties();
        var id = complain();
        var journey = "/v1/journeys/" + id;

        // He complained once, on the phone; who answered owns it, the same minute.
        await().atMost(20, SECONDS).until(() -> eleni.get(journey).status() == 200);
        assertThat(eleni.get(journey).at("/owner/name")).isEqualTo("Eleni Papadaki");
        assertThat(eleni.get(journey).at("/customer/lifetimeValue/amount")).isEqualTo("9000.00");
        eleni.readAndMove(
                        journey,
                        "acknowledge",
                        Map.of("words", "Σας άκουσα. Το αναλαμβάνω εγώ, από την αρχή ως το τέλος."))
                .expect(200);

        // Nothing is offered before somebody has said sorry.
        eleni.post(journey + "/remedies", Map.of("kind", "GESTURE", "description", "κουπόνι"))
                .expect(409);
        eleni.post(
                        journey + "/apologies",
                        Map.of("words", "Συγγνώμη, κύριε Νίκο. Σας αφήσαμε μόνο να τρέχετε για δικά μας λάθη."))
                .expect(201);

        // The insurer's leg does not leave without what the insurer needs: the customer is nobody's courier.
        var incomplete = eleni.post(
                        journey + "/legs", leg("northgate-insurance", "Open the claim", Map.of("plate", "ΙΚΑ-1234")))
                .expect(422);
        assertThat(pointers(incomplete)).contains("/packet/facts/claimNumber", "/packet/facts/policyNumber");

        var insurer = walk(
                "insurer",
                request(
                        journey,
                        "northgate-insurance",
                        "Confirm that the damage in tow is covered",
                        Map.of("claimNumber", "NG-558201", "policyNumber", "P-77120")),
                "Covered in full under NG-558201");
        var towing = request(
                journey, "blue-road-towing", "Say what happened at the pick-up", Map.of("pickupPlace", "E75, km 214"));
        var declined = stack.as("towing")
                .readAndMove("/v1/legs/" + towing, "decline", Map.of("reason", "The driver has left us"))
                .expect(200);
        assertThat(declined.at("/state")).isEqualTo("DECLINED");
        assertThat(eleni.get(journey).at("/owner/name")).isEqualTo("Eleni Papadaki");
        var towingAgain = walk(
                "towing",
                request(
                        journey,
                        "blue-road-towing",
                        "Send the pick-up report and photographs",
                        Map.of("pickupPlace", "E75, km 214")),
                "Report and 6 photographs sent; the chain was fixed to the axle");
        var dealer = request(
                journey,
                "harbour-motors",
                "Repair bumper and axle",
                Map.of("plate", "ΙΚΑ-1234", "claimNumber", "NG-558201"));
        stack.as("dealer").readAndMove("/v1/legs/" + dealer, "accept", null).expect(200);

        eleni.post(
                        journey + "/updates",
                        Map.of("words", "Η ασφάλεια ενέκρινε την επισκευή. Το αυτοκίνητο είναι ήδη στο συνεργείο."))
                .expect(201);
        var remedy = eleni.post(
                        journey + "/remedies",
                        Map.of(
                                "kind", "COMPENSATION",
                                "description", "Αυτοκίνητο αντικατάστασης και τα έξοδα των μετακινήσεών σας",
                                "value", Map.of("amount", "240.00", "currency", "EUR")))
                .expect(201);
        var remedyPath = journey + "/remedies/" + remedy.at("/id");
        eleni.readAndMove(remedyPath, "answer", Map.of("accepted", true)).expect(200);

        // It cannot be called right while anything is open; the refusal says what is.
        var cause = eleni.put(journey + "/cause", eleni.get(journey).header("ETag"), Map.of("cause", "SUPPLIER"))
                .expect(200);
        assertThat(cause.at("/cause")).isEqualTo("SUPPLIER");
        var tooEarly = eleni.readAndMove(journey, "propose", Map.of("words", "Είναι έτοιμο;"))
                .expect(409);
        assertThat(texts(tooEarly.json().at("/waitsFor"))).containsExactly("LEGS", "REMEDIES");
        assertThat(texts(tooEarly.json().at("/moves")))
                .contains("REQUEST_LEG", "GIVE_UPDATE")
                .doesNotContain("PROPOSE", "CLOSE");

        stack.as("dealer")
                .readAndMove(
                        "/v1/legs/" + dealer, "complete", Map.of("outcome", "Repaired in 46 hours, test drive done"))
                .expect(200);
        eleni.readAndMove(remedyPath, "deliver", Map.of("proof", "Κατάθεση 240,00 €, κωδικός TR-91"))
                .expect(200);
        eleni.readAndMove(
                        journey,
                        "propose",
                        Map.of("words", "Το αυτοκίνητο σας περιμένει, επισκευασμένο και καθαρό. Διορθώθηκαν όλα;"))
                .expect(200);

        // He answers on his own page, without logging in.
        var page = awaitMails(7).getLast().link();
        // It was acknowledged in time, since his server has taken the mail about it.
        await().atMost(20, SECONDS)
                .until(() -> eleni.get(journey).json().at("/promises").findValuesAsText("state").stream()
                        .allMatch("KEPT"::equals));
        var customer = stack.anybody();
        assertThat(customer.get(page).expect(200).text())
                .contains("lang=\"el\"", "Eleni", "Ναι, διορθώθηκε", "Διορθώθηκε;");
        customer.form(
                        page + "/confirmed",
                        "words=" + URLEncoder.encode("Ευχαριστώ, επιτέλους!", StandardCharsets.UTF_8))
                .expect(303);
        await().atMost(20, SECONDS).until(() -> eleni.get(journey).at("/state").equals("CONFIRMED"));
        eleni.readAndMove(journey, "close", null).expect(200);
        assertThat(eleni.get(journey).at("/state")).isEqualTo("CLOSED");

        mailsTellTheStoryInGreek();
        oneOwnerFromFirstToLast(journey);
        everyLegHasItsOwnTimes(journey, List.of(insurer, towing, towingAgain, dealer));
        timelineTellsTheStory(id);
        promisesWereKept(journey);
    }

    private void parties() {
        var lena = stack.as("lena");
        Map.of(
                        "northgate-insurance",
                                Map.of(
                                        "name",
                                        "Northgate Insurance",
                                        "requires",
                                        List.of("claimNumber", "policyNumber")),
                        "blue-road-towing", Map.of("name", "Blue Road Towing", "requires", List.of("pickupPlace")),
                        "harbour-motors", Map.of("name", "Harbour Motors", "requires", List.of("plate")))
                .forEach((id, party) -> assertThat(
                                lena.put("/v1/legs/parties/" + id, null, party).status())
                        .isIn(201, 428));
    }

    private String complain() {
        Map<String, Object> line = Map.of(
                "product",
                "Road assistance",
                "years",
                15,
                "yearlyProfit",
                Map.of("amount", "200.00", "currency", "EUR"));
        var customer = eleni.post(
                        "/v1/customers",
                        Map.of(
                                "name",
                                "Νίκος Παπαδόπουλος",
                                "language",
                                "el",
                                "email",
                                address,
                                "phone",
                                "+30 210 5550114",
                                "lines",
                                List.of(line, line, line)))
                .expect(201);
        var complaint = eleni.post(
                        "/v1/complaints",
                        Map.of(
                                "customerId",
                                customer.at("/id"),
                                "verbatim",
                                WORDS,
                                "desiredOutcome",
                                "Να φτιαχτεί το αυτοκίνητο χωρίς να τρέχω εγώ",
                                "channel",
                                "PHONE",
                                "product",
                                "Road assistance",
                                "occurredAt",
                                Instant.now().minus(42, ChronoUnit.DAYS).toString()))
                .expect(201);
        var id = complaint.at("/id");
        assertThat(eleni.get("/v1/complaints/" + id).at("/verbatim")).isEqualTo(WORDS);
        assertThat(eleni.get("/v1/complaints/by-reference/" + complaint.at("/reference"))
                        .at("/id"))
                .isEqualTo(id);
        return id;
    }

    private String request(String journey, String party, String work, Map<String, String> facts) {
        return eleni.post(journey + "/legs", leg(party, work, facts))
                .expect(201)
                .at("/id");
    }

    private static Map<String, Object> leg(String party, String work, Map<String, String> facts) {
        return Map.of(
                "party",
                party,
                "work",
                work,
                "dueAt",
                Instant.now().plus(5, ChronoUnit.DAYS).toString(),
                "packet",
                Map.of(
                        "contact", Map.of("name", "Νίκος Παπαδόπουλος", "phone", "+30 210 5550114"),
                        "references", Map.of("complaint", "ours"),
                        "facts", facts,
                        "asked", List.of("Where the car was picked up")));
    }

    private String walk(String user, String leg, String outcome) {
        var party = stack.as(user);
        assertThat(party.get("/v1/legs/" + leg).at("/packet/contact/phone")).isEqualTo("+30 210 5550114");
        party.readAndMove("/v1/legs/" + leg, "accept", null).expect(200);
        party.readAndMove("/v1/legs/" + leg, "complete", Map.of("outcome", outcome))
                .expect(200);
        return leg;
    }

    private List<Mail> awaitMails(int number) {
        return await().atMost(30, SECONDS).until(() -> stack.mailbox().to(address), mails -> mails.size() >= number);
    }

    private void mailsTellTheStoryInGreek() {
        var mails = awaitMails(8);
        assertThat(mails).hasSize(8);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.language()).isEqualTo("el");
            assertThat(mail.from()).contains("Eleni Papadaki");
            assertThat(mail.subject()).matches(".*\\p{IsGreek}.*");
            assertThat(mail.text())
                    .contains("Νίκος Παπαδόπουλος")
                    .contains("Eleni")
                    .contains("/track/");
            assertThat(mail.html()).contains("lang=\"el\"");
            assertThat(mail.trace()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        });
        assertThat(mails.stream().map(Mail::text).toList())
                .satisfiesExactly(
                        receipt -> assertThat(receipt).contains("24"),
                        acknowledgement -> assertThat(acknowledgement).contains("Το αναλαμβάνω εγώ"),
                        apology -> assertThat(apology).contains("Πριν από οτιδήποτε άλλο"),
                        update -> assertThat(update).contains("Η ασφάλεια ενέκρινε"),
                        offer -> assertThat(offer).contains("240,00").contains("Αυτοκίνητο αντικατάστασης"),
                        done -> assertThat(done).contains("Αυτοκίνητο αντικατάστασης"),
                        question -> assertThat(question).contains("Διορθώθηκαν όλα;"),
                        closed -> assertThat(closed).matches("(?s).*\\p{IsGreek}.*"));
        assertThat(stack.as("eleni")
                        .get("/v1/deliveries?medium=EMAIL&complaint=" + mailsOf())
                        .json()
                        .at("/items"))
                .hasSize(8);
    }

    private String mailsOf() {
        return eleni.get("/v1/complaints?q=" + URLEncoder.encode("προφυλακτήρας άξονας", StandardCharsets.UTF_8))
                .at("/items/0/id");
    }

    private void oneOwnerFromFirstToLast(String journey) {
        var ownership = eleni.get(journey + "/ownership").expect(200);
        assertThat(ownership.json().at("/unownedSeconds").asLong(-1)).isZero();
        assertThat(ownership.json().at("/intervals")).hasSize(1);
        assertThat(ownership.at("/intervals/0/owner/name")).isEqualTo("Eleni Papadaki");
        assertThat(ownership.at("/intervals/0/from"))
                .isEqualTo(eleni.get(journey).at("/openedAt"));
    }

    private void everyLegHasItsOwnTimes(String journey, List<String> ids) {
        var walked = eleni.get(journey + "/legs").expect(200).json();
        assertThat(walked.at("/bounces").asInt(-1)).isOne();
        assertThat(walked.at("/askedAgain").asInt(-1)).isZero();
        var legs = walked.at("/items");
        assertThat(legs).extracting(leg -> leg.at("/id").asText()).containsExactlyElementsOf(ids);
        assertThat(legs)
                .extracting(leg -> leg.at("/state").asText())
                .containsExactly("COMPLETED", "DECLINED", "COMPLETED", "COMPLETED");
        assertThat(legs).allSatisfy(leg -> {
            assertThat(Instant.parse(leg.at("/endedAt").asText()))
                    .isAfter(Instant.parse(leg.at("/requestedAt").asText()));
            assertThat(leg.at("/secondsOnLeg").isIntegralNumber()).isTrue();
        });
    }

    private void timelineTellsTheStory(String id) {
        var kinds = await().atMost(20, SECONDS)
                .until(
                        () -> kinds(id),
                        found -> found.stream()
                                        .filter("NotificationSent"::equals)
                                        .count()
                                == 8);
        assertThat(kinds)
                .containsSubsequence(
                        "ComplaintReceived",
                        "JourneyOpened",
                        "JourneyAcknowledged",
                        "ApologyMade",
                        "LegRequested",
                        "LegAccepted",
                        "LegCompleted",
                        "LegDeclined",
                        "UpdateGiven",
                        "RemedyOffered",
                        "RemedyAnswered",
                        "CauseClassified",
                        "RemedyDelivered",
                        "RecoveryProposed",
                        "RecoveryConfirmed",
                        "JourneyClosed");
        assertThat(eleni.get("/v1/complaints/" + id).at("/state")).isEqualTo("CLOSED");
    }

    private List<String> kinds(String id) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode entry : eleni.get("/v1/complaints/" + id + "/timeline?limit=100")
                .expect(200)
                .json()
                .at("/items")) {
            kinds.add(entry.at("/kind").asText());
        }
        return kinds;
    }

    private void promisesWereKept(String journey) {
        assertThat(eleni.get(journey).json().at("/promises"))
                .extracting(promise -> promise.at("/state").asText())
                .containsOnly("KEPT");
    }

    private static List<String> pointers(Desk.Answer problem) {
        List<String> pointers = new ArrayList<>();
        problem.json()
                .at("/errors")
                .forEach(error -> pointers.add(error.at("/pointer").asText()));
        return pointers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
