package dev.makegood.notification.delivery;

import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static dev.makegood.notification.Mailbox.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Customer;
import dev.makegood.contract.FixVerified;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A domain that is slow keeps nobody else waiting, an address that is dead is written to once, and who wants less gets less. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class ReceiversTest {

    private static final Pattern UNSUBSCRIBE = Pattern.compile("<(https?://[^>]*)>");

    private final String domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";

    @AfterEach
    void theServerIsWellAgain() {
        Mailbox.fail("""
                {"rejectNext": 0, "reply": "451 refused, as asked", "at": "DATA", "delayMillis": 0, "domain": ""}
                """);
    }

    @Test
    void aSlowDomainKeepsNobodyElseWaiting() {
        Mailbox.fail("{\"delayMillis\": 4000, \"domain\": \"%s\"}".formatted(domain));
        List<String> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            slow.add(complains("ann-%d@%s".formatted(i, domain)));
        }
        await().until(() -> Database.number(
                        "select count(*) from delivery where receiver = ? and claimed_until is not null", domain)
                > 0);
        var quick = complains("bea@quick-%s".formatted(domain));
        await().atMost(Duration.ofSeconds(8)).until(() -> mails(quick).size() == 1);
        assertThat(slow.stream().filter(address -> mails(address).isEmpty()))
                .as("the slow ones that still wait")
                .hasSizeGreaterThan(20);
        Mailbox.fail("{\"delayMillis\": 0}");
        slow.forEach(address -> awaitMails(address, 1));
    }

    @Test
    void anAddressThatIsDeadIsWrittenToOnceAndThatIsTold() {
        Mailbox.fail("""
                {"rejectNext": 1, "reply": "550 5.1.1 <ann@%1$s>: nobody of that name", "at": "RCPT", "domain": "%1$s"}
                """.formatted(domain));
        var address = "ann@" + domain;
        var id = UUID.randomUUID();
        publish(complaint(id, customer(address)));
        await().untilAsserted(() -> assertThat(told(id))
                .extracting(told -> told.get("type"))
                .containsExactly("dev.makegood.NotificationFailed", "dev.makegood.RecipientSuppressed"));
        assertThat(told(id).getFirst().get("reason"))
                .asString()
                .contains("550 5.1.1")
                .doesNotContain(address);
        publish(new UpdateGiven(id, ELENI, "News.", JourneyState.RECOVERING, NOW));
        await().untilAsserted(() -> assertThat(told(id))
                .filteredOn(told -> "update".equals(told.get("message")))
                .extracting(told -> told.get("reason"))
                .containsExactly("suppressed: BOUNCED"));
        assertThat(mails(address)).isEmpty();
        assertThat(Database.number("""
                        select count(*) from delivery_attempt join delivery d on d.id = delivery_id
                        where d.complaint_id = ? and delivery_attempt.answer like '550%'
                        """, id)).isEqualTo(1);
    }

    @Test
    void whoAsksForNoMoreOfWhatTheyWouldNotMissGetsTheRestAsBefore() {
        var address = "cia@" + domain;
        var id = UUID.randomUUID();
        publish(complaint(id, customer(address)));
        publish(fixed(id));
        var mails = awaitMails(address, 2);
        assertThat(mails.getFirst().headers()).doesNotContainKey("List-Unsubscribe");
        assertThat(mails.getLast().header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var link = UNSUBSCRIBE.matcher(mails.getLast().header("List-Unsubscribe"));
        assertThat(link.find()).isTrue();
        var path = link.group(1).replaceFirst("^https?://[^/]+", "");
        // Looking is not asking.
        RestAssured.get(path).then().statusCode(200);
        RestAssured.given()
                .formParam("List-Unsubscribe", "One-Click")
                .post(path)
                .then()
                .statusCode(200);
        publish(fixed(id));
        publish(new UpdateGiven(id, ELENI, "News.", JourneyState.RECOVERING, NOW));
        assertThat(awaitMails(address, 3).getLast().text()).contains("News.");
        await().until(() -> Database.number(
                        "select count(*) from delivery where complaint_id = ? and kind = 'you-said-we-fixed' and state = 'FAILED'",
                        id)
                == 1);
        assertThat(mails(address)).hasSize(3);
    }

    private static FixVerified fixed(UUID complaint) {
        return new FixVerified(
                complaint, UUID.randomUUID(), "It broke.", "It is mended.", ELENI, JourneyState.CLOSED, NOW);
    }

    private static String complains(String address) {
        publish(complaint(UUID.randomUUID(), customer(address)));
        return address;
    }

    private static Customer customer(String address) {
        return new Customer(UUID.randomUUID(), 0, "Ann Ode", Language.EN, address, null, null, null, null);
    }
}
