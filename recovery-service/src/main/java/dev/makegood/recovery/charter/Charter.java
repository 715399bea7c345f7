package dev.makegood.recovery.charter;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Channel;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Term;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charter, as it is written down.
 *
 * @param name what customers know it by
 */
public record Charter(
        @NotNull @Characters(max = 200, oneLine = true) String name,
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Right> rights,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Regime> regimes) {

    /** What every customer is promised when their journey begins. */
    private static final List<PromiseKind> AT_OPENING = List.of(
            PromiseKind.ACKNOWLEDGEMENT,
            PromiseKind.FIRST_CONTACT,
            PromiseKind.NEXT_UPDATE,
            PromiseKind.RESOLUTION,
            PromiseKind.STATUTORY);

    /**
     * What is due to a customer.
     *
     * @param right the right that asks for it; absent where only the regime does
     */
    public record Due(
            PromiseKind kind,
            Term term,
            String calendar,
            @Nullable String right) {}

    /** The section under which a complaint falls. */
    public Regime regime(@Nullable String product, Channel channel) {
        return regimes.stream()
                .filter(regime -> regime.covers(product, channel))
                .findFirst()
                .orElseGet(() -> regimes.stream()
                        .filter(Regime::holdsElsewhere)
                        .findFirst()
                        .orElseThrow());
    }

    /** The section of this id. */
    public Regime regime(String id) {
        return regimes.stream()
                .filter(regime -> regime.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What a customer is promised when their journey begins under this regime. */
    public List<Due> atOpening(String regime) {
        return AT_OPENING.stream().flatMap(kind -> due(regime, kind).stream()).toList();
    }

    /** By when something of this kind is due under a regime; empty where nobody says so. */
    public Optional<Due> due(String regime, PromiseKind kind) {
        var right = right(kind);
        var id = right.map(Right::id).orElse(null);
        return regime(regime)
                .term(kind)
                .map(term -> new Due(kind, Term.of(term.within()), term.calendar(), id))
                .or(() -> right.filter(each -> each.within() != null && each.calendar() != null)
                        .map(each -> new Due(
                                kind, Term.of(String.valueOf(each.within())), String.valueOf(each.calendar()), id)));
    }

    /** The right that such a promise is about. */
    public Optional<Right> right(PromiseKind promise) {
        return rights.stream().filter(right -> right.promise() == promise).findFirst();
    }

    /** The right that this breaks. */
    public Optional<Right> right(Right.Breach breach) {
        return rights.stream().filter(right -> right.breachedBy() == breach).findFirst();
    }

    /** The right of this id. */
    public Optional<Right> right(String id) {
        return rights.stream().filter(right -> right.id().equals(id)).findFirst();
    }

    /** The right that is broken with a promise of this kind: the one that is about it, else the one about all promises. */
    public Optional<Right> brokenWith(PromiseKind promise) {
        return right(promise).or(() -> right(Right.Breach.PROMISE_BROKEN));
    }
}
