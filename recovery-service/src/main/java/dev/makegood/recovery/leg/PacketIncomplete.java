package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Refusal;
import java.util.List;

/** A leg leaves with everything that its party needs, or not at all: else the customer would have to carry the rest. */
final class PacketIncomplete extends Refusal {

    private final transient List<Violation> missing;

    PacketIncomplete(List<Violation> missing) {
        super(422, "Packet incomplete", "The packet lacks what the party needs; see errors.");
        this.missing = List.copyOf(missing);
    }

    @Override
    public List<Violation> errors() {
        return missing;
    }
}
