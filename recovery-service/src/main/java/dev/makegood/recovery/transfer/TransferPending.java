package dev.makegood.recovery.transfer;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.Person;
import java.util.Map;

/** It is offered to someone already, who has not answered. */
final class TransferPending extends Refusal {

    private final transient Person to;

    TransferPending(Person to) {
        super(409, "A transfer is pending", "It is offered to %s, who has not answered.".formatted(to.name()));
        this.to = to;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("to", to);
    }
}
