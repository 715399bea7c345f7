package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.Person;
import java.util.Map;

/** Someone else owns this journey. They, or a lead, move it. */
final class NotTheOwner extends Refusal {

    private final transient Person owner;

    NotTheOwner(Person owner) {
        super(403, "Not the owner", "%s owns this journey.".formatted(owner.name()));
        this.owner = owner;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("owner", owner);
    }
}
