package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CauseClass;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A move with what it needs, for many journeys at once or as a step of a macro. What a move does not need is not said.
 *
 * @param words for the customer, or on the customer's behalf
 * @param to whom it is given, by id
 * @param reason why
 * @param channel how the customer was tried
 */
public record MoveRequest(
        @NotNull Move move,
        @Characters(max = 5_000) @Nullable String words,
        @Characters(max = 100, oneLine = true) @Nullable String to,
        @Characters(max = 2_000) @Nullable String reason,
        Attempt.@Nullable Channel channel,
        @Nullable CauseClass cause,
        @Characters(max = 100, oneLine = true) @Nullable String subCause,
        @Characters(max = 5_000) @Nullable String evidence) {

    /**
     * What can be done to many at once. An apology is not among it, since it is personal; nor is what names one thing of one journey:
     * a leg, a remedy, a promise, a refusal; nor what only the customer can say.
     */
    public static final Set<Move> POSSIBLE = Set.of(
            Move.ACKNOWLEDGE,
            Move.GIVE_UPDATE,
            Move.CLASSIFY_CAUSE,
            Move.LOG_ATTEMPT,
            Move.CHANGE_OWNER,
            Move.PROPOSE,
            Move.CLOSE,
            Move.CLOSE_UNANSWERED,
            Move.WITHDRAW,
            Move.REOPEN);

    /**
     * @throws Unprocessable if it cannot be made on many, or lacks what it needs
     */
    public void requireComplete() {
        if (!POSSIBLE.contains(move)) {
            throw new Unprocessable("/move", "one-by-one", "%s is made on one journey at a time.".formatted(move));
        }
        switch (move) {
            case GIVE_UPDATE, PROPOSE, REOPEN -> require(words, "/words");
            case CHANGE_OWNER -> {
                require(to, "/to");
                require(reason, "/reason");
            }
            case CLASSIFY_CAUSE -> require(cause, "/cause");
            case LOG_ATTEMPT -> require(channel, "/channel");
            default -> {
                // Nothing is needed.
            }
        }
    }

    private static void require(@Nullable Object value, String pointer) {
        if (value == null) {
            throw new Unprocessable(pointer, "required", "This move needs it.");
        }
    }
}
