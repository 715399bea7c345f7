package dev.makegood.notification.sms;

import dev.makegood.contract.Suppression;
import java.util.Optional;

/** What gateways say of a number to which nothing will ever go, by the codes that Twilio gives it. */
final class Verdicts {

    private Verdicts() {}

    /** Why nothing more is sent to the number that this was said of; empty if that does not follow from it. */
    static Optional<Suppression> of(int code) {
        return switch (code) {
            // No number; one of no country that it reaches; none that texts can be routed to; a landline.
            case 21211, 21217, 21612, 21614, 30005, 30006 -> Optional.of(Suppression.BOUNCED);
            // Its reader told the gateway to stop.
            case 21610 -> Optional.of(Suppression.UNSUBSCRIBED);
            default -> Optional.empty();
        };
    }
}
