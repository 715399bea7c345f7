package dev.makegood.recovery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What notification-service tells: what became of messages. */
public final class Notifications {

    private Notifications() {}

    /** The customer's server has taken the acknowledgement; waits until that is known. */
    public static void acknowledgementArrives(UUID journey, Instant at) {
        arrives(journey, "acknowledgement", at);
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(Database.column(
                                "select state from promise where journey_id = ? and kind = 'ACKNOWLEDGEMENT'", journey))
                        .doesNotContain("PENDING"));
    }

    /** The customer's server has taken a message of this kind. */
    public static void arrives(UUID journey, String message, Instant at) {
        arrives(journey, message, Medium.EMAIL, at);
    }

    /** The same, by this medium. */
    public static void arrives(UUID journey, String message, Medium medium, Instant at) {
        Events.publish(new NotificationSent(
                journey, UUID.randomUUID(), message, medium, Language.EL, Audience.CUSTOMER, null, at));
    }

    /** A message of this kind does not reach the customer by mail; by this it is tried instead, if by anything. */
    public static void isLost(UUID journey, String message, String reason, @Nullable Medium instead) {
        Events.publish(new NotificationFailed(
                journey,
                UUID.randomUUID(),
                message,
                Medium.EMAIL,
                Language.EL,
                reason,
                Audience.CUSTOMER,
                null,
                instead,
                Instant.now()));
    }
}
