package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who gives this address is about to complain: only who reads its mail can. The code that they are sent is derived, and
 * travels nowhere else.
 */
public record AddressVerificationAsked(UUID verificationId, String email, Language language, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return verificationId;
    }
}
