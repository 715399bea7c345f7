package dev.makegood.complaint.erasure;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;
import java.util.UUID;

/** Somebody asked for it before, and it waits to be confirmed. */
final class ErasureAsked extends Refusal {

    private final UUID erasure;

    ErasureAsked(UUID erasure) {
        super(409, "Asked for already", "That this person is forgotten was asked for, and waits to be confirmed.");
        this.erasure = erasure;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("erasureId", erasure);
    }
}
