package dev.makegood.notification.delivery;

import static dev.makegood.contract.JourneyState.CLOSED;
import static dev.makegood.contract.JourneyState.RECOVERING;
import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static dev.makegood.notification.Mailbox.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.link.ReplyAddresses;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Closing;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.ReplyWritten;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Mailbox;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.recipient.Addresses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation by mail: answers find where they belong, whoever speaks for somebody is written to, and who leaves is forgotten. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class CorrespondenceTest {

    @Inject
    LinkTokens tokens;

    @Inject
    ReplyAddresses replies;

    @Inject
    Addresses addresses;

    @Inject
    Deliveries deliveries;

    @Inject
    Outgoing outgoing;

    @Test
    void anAnswerFindsItsConversationAndAMailProgramShowsOne() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        publish(new UpdateGiven(id, ELENI, "The part is here.", RECOVERING, NOW));
        publish(new ReplyWritten(id, UUID.randomUUID(), ELENI, "Here is the bill.\n\nEleni", 2, NOW));

        var mails = awaitMails(address(id), 3);
        var root = "<%s@makegood.example>".formatted(id);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.header("In-Reply-To")).isEqualTo(root);
            assertThat(mail.header("References")).isEqualTo(root);
            assertThat(mail.messageId()).isNotEqualTo(root);
            var claimed = replies.read(mail.header("Reply-To")).orElseThrow();
            assertThat(claimed.reference()).isEqualTo("MG-7QF3-K9MP");
            assertThat(replies.isGenuine(claimed, id, 1)).isTrue();
            assertThat(mail.text()).contains("You can simply answer this mail.");
        });
        var reply = mails.getLast();
        assertThat(reply.subject()).isEqualTo("About your complaint MG-7QF3-K9MP");
        assertThat(reply.from()).isEqualTo("Eleni Papadaki <care@makegood.example>");
        assertThat(reply.text())
                .contains("    Here is the bill.", "2 files wait for you on your page.", "Eleni Papadaki");
        assertThat(reply.headers()).doesNotContainKey("Auto-Submitted");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(id))
                        .extracting(event -> event.get("message"))
                        .contains("reply"));
    }

    @Test
    void nobodyIsAnsweredForWritingSoThatNoTwoProgramsTalkForEver() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        publish(new CustomerWrote(id, UUID.randomUUID(), Channel.EMAIL, "I am out of office.", 0, NOW));
        publish(new UpdateGiven(id, ELENI, "The part is here.", RECOVERING, NOW));
        assertThat(awaitMails(address(id), 2))
                .extracting(Mailbox.Arrived::subject)
                .containsExactly("We have your complaint MG-7QF3-K9MP", "How your complaint MG-7QF3-K9MP stands");
    }

    @Test
    void whoSpeaksForSomebodyIsWrittenToUntilSomebodyElseDoes() {
        var id = UUID.randomUUID();
        var mother = person("Bea Ode", "bea-" + id);
        var son = person("Ann Ode", "ann-" + id);
        publish(represented(id, mother, son));
        var receipt = awaitMails("ann-" + id + "@example.org", 1).getFirst();
        assertThat(receipt.text()).contains("Hello Ann Ode,", "This is about Bea Ode, for whom you speak.");

        publish(new ComplaintAmended(id, mother, null, null, null, NOW));
        publish(new UpdateGiven(id, ELENI, "The part is here.", RECOVERING, NOW));
        // Two topics are in no order between them.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> mails("bea-" + id + "@example.org").size()
                                + mails("ann-" + id + "@example.org").size()
                        == 2);
        publish(new UpdateGiven(id, ELENI, "It is built in.", RECOVERING, NOW));
        var last = await().atMost(Duration.ofSeconds(20))
                .until(() -> mails("bea-" + id + "@example.org"), found -> !found.isEmpty())
                .getLast();
        assertThat(last.text()).contains("Hello Bea Ode,").doesNotContain("for whom you speak");
    }

    @Test
    void twoThatAreOneAreToldInOneMailAndTheEndOfTheOneIsNone() {
        var one = person("Ann Ode", "one-" + UUID.randomUUID());
        var absorbed = complaint(UUID.randomUUID(), one);
        var survivor = complaint(UUID.randomUUID(), one);
        publish(absorbed);
        publish(survivor);
        awaitMails(String.valueOf(one.email()), 2);
        publish(new ComplaintsMerged(
                absorbed.complaintId(), survivor.complaintId(), survivor.reference(), ELENI, "The same", NOW));
        publish(new JourneyClosed(absorbed.complaintId(), ELENI, Closing.MERGED, CLOSED, NOW));
        var merged = awaitMails(String.valueOf(one.email()), 3).getLast();
        assertThat(merged.subject()).isEqualTo("Your two complaints are one now, MG-7QF3-K9MP");
        assertThat(merged.text()).contains("You told us about one thing twice", "Eleni Papadaki");
        var claimed = replies.read(merged.header("Reply-To")).orElseThrow();
        assertThat(replies.isGenuine(claimed, survivor.complaintId(), 1)).isTrue();
        publish(new UpdateGiven(absorbed.complaintId(), ELENI, "After all.", RECOVERING, NOW));
        assertThat(awaitMails(String.valueOf(one.email()), 4)).hasSize(4);
    }

    @Test
    void twoPeopleDoNotLearnOfEachOtherByAMerge() {
        var absorbed = complaint(Language.EN, "Ann Ode");
        var survivor = complaint(Language.EN, "Bea Ode");
        publish(absorbed);
        publish(survivor);
        awaitMails(address(absorbed.complaintId()), 1);
        awaitMails(address(survivor.complaintId()), 1);
        publish(new ComplaintsMerged(
                absorbed.complaintId(), survivor.complaintId(), survivor.reference(), ELENI, "The same", NOW));
        publish(new UpdateGiven(absorbed.complaintId(), ELENI, "News.", RECOVERING, NOW));
        publish(new UpdateGiven(survivor.complaintId(), ELENI, "News.", RECOVERING, NOW));
        awaitMails(address(absorbed.complaintId()), 2);
        awaitMails(address(survivor.complaintId()), 2);
        assertThat(Database.number(
                        "select count(*) from delivery where kind = 'merged' and complaint_id in (?, ?)",
                        absorbed.complaintId(),
                        survivor.complaintId()))
                .isZero();
    }

    @Test
    void whoSaysThatItIsPutRightIsAskedHowItWas() {
        var received = complaint(Language.EN, "Ann Ode");
        publish(received);
        publish(new JourneyClosed(received.complaintId(), ELENI, Closing.CONFIRMED, CLOSED, NOW));
        var closed = awaitMails(address(received.complaintId()), 2).getLast();
        assertThat(closed.text())
                .contains("How was it for you?")
                .containsPattern("https://makegood\\.example/track/[A-Za-z0-9_-]{43}/survey");
        assertThat(closed.html()).containsPattern("href=\"https://makegood\\.example/track/[A-Za-z0-9_-]{43}/survey\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | Your code for Makegood          | Hello,",
                "ES | Su código para Makegood         | Hola:",
                "EL | Ο κωδικός σας για το Makegood   | Γεια σας,",
                "FI | Koodisi Makegoodiin             | Hei,",
                "RU | Ваш код для Makegood            | Здравствуйте!"
            })
    void anAddressIsSentItsCodeAndNothingThatAnybodyWrote(Language language, String subject, String greeting) {
        var verification = UUID.randomUUID();
        var email = "who-%s@example.org".formatted(verification);
        publish(new AddressVerificationAsked(verification, email, language, Instant.now()));
        var mail = awaitMails(email, 1).getFirst();
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.text())
                .startsWith(greeting)
                .contains(tokens.code("verify", verification), "30")
                .doesNotContain("http", email);
        assertThat(mail.html()).contains(tokens.code("verify", verification)).doesNotContain("href");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.headers()).doesNotContainKeys("Reply-To", "References", "X-Makegood-Reference");
        assertThat(mail.from()).isEqualTo("Makegood <care@makegood.example>");
        // Nobody who works here can read it.
        var delivery = Database.column("select id from delivery where address_id = ?", verification)
                .getFirst();
        await().untilAsserted(() -> assertThat(RestAssured.given()
                        .auth()
                        .oauth2(Tokens.of("lena"))
                        .get("/v1/deliveries/" + delivery)
                        .asString())
                .contains("\"SENT\"", "verification")
                .doesNotContain(tokens.code("verify", verification), email));
    }

    @Test
    void oneAddressIsSentAFewCodesHoweverOftenSomebodyAsks() {
        var email = "victim-%s@example.org".formatted(UUID.randomUUID());
        IntStream.range(0, 20)
                .forEach(i -> publish(new AddressVerificationAsked(
                        UUID.randomUUID(),
                        i % 2 == 0 ? email : email.toUpperCase(java.util.Locale.ROOT),
                        Language.EN,
                        Instant.now())));
        var last = UUID.randomUUID();
        publish(new AddressVerificationAsked(last, "other-" + email, Language.EN, Instant.now()));
        awaitMails("other-" + email, 1);
        await().untilAsserted(() -> assertThat(
                        Database.number("select count(*) from address_to_verify where lower(email) = lower(?)", email))
                .isEqualTo(5));
        // What comes too late is of no use to anybody.
        var late = UUID.randomUUID();
        publish(new AddressVerificationAsked(
                late, "late-" + email, Language.EN, Instant.now().minusSeconds(1801)));
        publish(new AddressVerificationAsked(UUID.randomUUID(), "later-" + email, Language.EN, Instant.now()));
        awaitMails("later-" + email, 1);
        assertThat(mails("late-" + email)).isEmpty();
    }

    @Test
    void aCodeGoesBeforeAllThatWaitsAndItsAddressIsForgottenWithIt() {
        var received = complaint(Language.EN, "Ann Ode");
        publish(received);
        awaitMails(address(received.complaintId()), 1);
        var verification = UUID.randomUUID();
        var asked = new AddressVerificationAsked(
                verification, "soon-%s@example.org".formatted(verification), Language.EN, Instant.now());
        var first = QuarkusTransaction.requiringNew().call(() -> {
            addresses.ask(asked);
            // What waits for a minute, and a code that was asked for just now.
            outgoing.tellCustomer(
                    received.complaintId(), UUID.randomUUID(), null, new Message.Update("Eleni", "News."));
            Database.run(
                    "update delivery set next_attempt_at = now() - interval '1 minute' where complaint_id = ? and state = 'QUEUED'",
                    received.complaintId());
            outgoing.sendCode(verification, UUID.randomUUID(), new Message.Verification("Makegood"));
            return deliveries.claim(Medium.EMAIL, true, "", Map.of(), 1, 1, Duration.ofSeconds(1));
        });
        assertThat(first)
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.addressId()).isEqualTo(verification));
        awaitMails(asked.email(), 1);
        Database.run("update address_to_verify set until_at = now() where id = ?", verification);
        await().untilAsserted(() -> assertThat(
                        Database.number("select count(*) from address_to_verify where id = ?", verification))
                .isZero());
    }

    @Test
    void whoIsForgottenIsWrittenToNoMoreAndNothingOfThemIsLeft() {
        var mark = "Qzx" + UUID.randomUUID().toString().replace("-", "");
        var id = UUID.randomUUID();
        var customer = person("Zebulon " + mark, mark);
        publish(represented(id, customer, person("Speaker " + mark, "speaker-" + mark)));
        publish(new UpdateGiven(id, ELENI, "News of " + mark, RECOVERING, NOW));
        publish(new ReplyWritten(id, UUID.randomUUID(), ELENI, "Dear " + mark, 0, NOW));
        awaitMails("speaker-%s@example.org".formatted(mark), 3);
        var other = complaint(UUID.randomUUID(), customer);
        publish(other);
        awaitMails(mark + "@example.org", 1);
        Database.run(
                "insert into delivery (id, complaint_id, event_id, audience, person, kind, medium, model, state, queued_at, next_attempt_at) values (gen_random_uuid(), ?, gen_random_uuid(), 'CUSTOMER', 'x', 'update', 'EMAIL', ?::jsonb, 'QUEUED', now(), now() + interval '1 hour')",
                id,
                "{\"by\":\"Eleni\",\"words\":\"" + mark + "\"}");
        var waiting = Database.column("select id from delivery where complaint_id = ? and state = 'QUEUED'", id)
                .getFirst();
        assertThat(traces(mark)).contains("delivery.model", "recipient_customer.name", "recipient_customer.email");

        publish(new CustomerErased(customer.id(), null, NOW));
        publish(new CustomerErased(customer.id(), other.complaintId(), NOW));
        publish(new CustomerErased(customer.id(), id, NOW));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(traces(mark)).isEmpty());
        assertThat(Database.column("select state from delivery where id = ?::uuid", waiting))
                .containsExactly("DROPPED");
        // What was sent can still be counted.
        assertThat(Database.number(
                        "select count(*) from delivery where complaint_id = ? and state = 'SENT' and sent_at is not null",
                        id))
                .isEqualTo(3);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("lena"))
                .get("/v1/deliveries/" + waiting)
                .then()
                .statusCode(200);
        // What comes late reaches nobody, and is kept nowhere.
        publish(new UpdateGiven(id, ELENI, "Late " + mark, RECOVERING, NOW));
        publish(new JourneyClosed(id, ELENI, Closing.WITHDRAWN, CLOSED, NOW));
        await().untilAsserted(() -> assertThat(
                        Database.number("select count(*) from inbox_position where key = ? and sequence >= 3", id))
                .isPositive());
        assertThat(traces(mark)).isEmpty();
        assertThat(Database.number("select count(*) from delivery where complaint_id = ?", id))
                .isEqualTo(4);
    }

    private static ComplaintReceived represented(UUID id, Customer customer, Customer representative) {
        var any = complaint(id, customer);
        return new ComplaintReceived(
                id,
                any.reference(),
                any.linkGeneration(),
                customer,
                any.verbatim(),
                null,
                any.channel(),
                null,
                null,
                false,
                ELENI,
                null,
                representative,
                null,
                NOW);
    }

    private static Customer person(String name, @Nullable String mailbox) {
        return new Customer(UUID.randomUUID(), 1, name, Language.EN, mailbox + "@example.org", null, null, null, null);
    }

    /** Where the mark still stands: every column of every table that can hold words, in whatever form. */
    private static List<String> traces(String mark) {
        List<String> traces = new ArrayList<>();
        for (var column : Database.column("""
                select table_name || '.' || column_name || '.' || data_type from information_schema.columns
                where table_schema = 'public' and data_type in ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY')
                order by 1
                """)) {
            var parts = column.split("\\.", 3);
            var found = parts[2].equals("bytea")
                    ? "position(convert_to(?, 'UTF8') in %s) > 0".formatted(parts[1])
                    : "%s::text ilike '%%' || ? || '%%'".formatted(parts[1]);
            if (Database.number("select count(*) from %s where %s".formatted(parts[0], found), mark) > 0) {
                traces.add(parts[0] + "." + parts[1]);
            }
        }
        return traces;
    }
}
