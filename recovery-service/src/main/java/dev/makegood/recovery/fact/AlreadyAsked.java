package dev.makegood.recovery.fact;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** The customer was asked for this before; asking twice does not make it known sooner. */
final class AlreadyAsked extends Refusal {

    private final transient Map<String, Object> members;

    AlreadyAsked(CustomerQuestion question) {
        super(
                409,
                "Already asked",
                "%s asked for it at %s. To ask all the same, send anyway, and because."
                        .formatted(question.askedBy().name(), question.askedAt()));
        members = Map.of(
                "fact", question.fact(),
                "question", question.id(),
                "by", question.askedBy(),
                "since", question.askedAt());
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
