package dev.makegood.recovery.charter;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Channel;
import dev.makegood.contract.PromiseKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A section of the charter that a law or a standard writes: its own terms, and words that have to be said.
 *
 * @param standard whether it holds wherever no other does; one of them is
 * @param products complaints about these fall under it
 * @param channels complaints that come in so fall under it
 * @param terms by when, where that is not what the rights say
 * @param summary what may be sent instead of a final response if it is put right so soon
 * @param extension how long the final response may take where there is good reason, counted from receipt as well
 * @param finalResponse words that a final response holds
 * @param escalation to whom the customer can turn, in this order
 */
public record Regime(
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
        String id,

        @NotNull @Characters(max = 200, oneLine = true) String name,
        @Nullable Boolean standard,
        @Size(max = 500) @Nullable List<@NotNull @Characters(max = 200, oneLine = true) String> products,
        @Size(max = 20) @Nullable List<@NotNull Channel> channels,
        @Size(max = 20) @Nullable List<@NotNull @Valid Statute> terms,
        @Valid @Nullable Letter summary,
        @Valid @Nullable Letter extension,
        @Valid @Nullable Wording finalResponse,
        @NotNull @Size(min = 1, max = 10) List<@NotNull @Valid Escalation> escalation) {

    /** By when. */
    public record Statute(
            @NotNull PromiseKind promise,
            @NotNull @Characters(max = 40, oneLine = true) String within,
            @NotNull @Characters(max = 60, oneLine = true) String calendar) {}

    /** What may be said within some time. */
    public record Letter(
            @NotNull @Characters(max = 40, oneLine = true) String within,
            @NotNull @Characters(max = 60, oneLine = true) String calendar,
            @NotNull @Valid Wording wording) {}

    /**
     * Somebody to turn to.
     *
     * @param name of an outside body
     * @param contact how to reach it
     */
    public record Escalation(
            @NotNull To to,
            @Characters(max = 200, oneLine = true) @Nullable String name,
            @Characters(max = 500, oneLine = true) @Nullable String contact,
            @NotNull @Valid Wording wording) {

        /** Whom. */
        public enum To {
            LEAD,
            OUTSIDE
        }
    }

    /** Whether it holds wherever no other does. */
    public boolean holdsElsewhere() {
        return Boolean.TRUE.equals(standard);
    }

    /** Whether a complaint about this, that came in so, falls under it. */
    boolean covers(@Nullable String product, Channel channel) {
        return (channels != null && channels.contains(channel))
                || (product != null && products != null && products.stream().anyMatch(product::equalsIgnoreCase));
    }

    Optional<Statute> term(PromiseKind promise) {
        return terms == null
                ? Optional.empty()
                : terms.stream().filter(term -> term.promise() == promise).findFirst();
    }
}
