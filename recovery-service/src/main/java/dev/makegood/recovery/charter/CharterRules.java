package dev.makegood.recovery.charter;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Amounts;
import dev.makegood.contract.Money;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Term;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of a charter owe each other. Pure: which calendars there are is an argument. */
final class CharterRules {

    private final Predicate<String> isCalendar;
    private final List<Violation> violations = new ArrayList<>();

    private CharterRules(Predicate<String> isCalendar) {
        this.isCalendar = isCalendar;
    }

    /** Everything that is wrong. */
    static List<Violation> violations(Charter charter, Predicate<String> isCalendar) {
        var rules = new CharterRules(isCalendar);
        rules.checkRights(charter.rights());
        rules.checkRegimes(charter.regimes());
        return List.copyOf(rules.violations);
    }

    private void checkRights(List<Right> rights) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < rights.size(); i++) {
            var right = rights.get(i);
            var pointer = "/rights/" + i;
            once(seen, right.id(), pointer + "/id", "There is another right of this id.");
            once(seen, right.promise(), pointer + "/promise", "Another right is about this promise.");
            once(seen, right.breachedBy(), pointer + "/breachedBy", "Another right is broken by this.");
            long kinds = Stream.of(right.promise(), right.breachedBy(), right.guaranteedBy())
                    .filter(Objects::nonNull)
                    .count();
            if (kinds != 1) {
                violations.add(new Violation(
                        pointer, "ambiguous", "One of promise, breachedBy and guaranteedBy makes it a rule."));
            }
            if (right.promise() == null && (right.within() != null || right.calendar() != null)) {
                violations.add(new Violation(pointer + "/within", "unexpected", "Only a promise has a time."));
            } else {
                checkTerm(right.within(), right.calendar(), pointer);
            }
            checkGesture(right.gesture(), pointer + "/gesture");
        }
    }

    private void checkRegimes(List<Regime> regimes) {
        Set<Object> seen = new HashSet<>();
        if (regimes.stream().filter(Regime::holdsElsewhere).count() != 1) {
            violations.add(new Violation("/regimes", "ambiguous", "One of them, and no other, is standard: true."));
        }
        for (int i = 0; i < regimes.size(); i++) {
            var regime = regimes.get(i);
            var pointer = "/regimes/" + i;
            once(seen, regime.id(), pointer + "/id", "There is another regime of this id.");
            if (regime.products() != null) {
                for (int p = 0; p < regime.products().size(); p++) {
                    once(
                            seen,
                            // In a list, so that a product is no channel and no id.
                            List.of(regime.products().get(p).toLowerCase(Locale.ROOT)),
                            pointer + "/products/" + p,
                            "A product falls under one regime.");
                }
            }
            if (regime.channels() != null) {
                for (int c = 0; c < regime.channels().size(); c++) {
                    once(
                            seen,
                            regime.channels().get(c),
                            pointer + "/channels/" + c,
                            "A channel falls under one regime.");
                }
            }
            checkStatutes(regime, pointer);
        }
    }

    private void checkStatutes(Regime regime, String pointer) {
        var promises = EnumSet.noneOf(PromiseKind.class);
        for (int t = 0; regime.terms() != null && t < regime.terms().size(); t++) {
            var term = regime.terms().get(t);
            if (!promises.add(term.promise())) {
                violations.add(new Violation(pointer + "/terms/" + t, "duplicate", "It has another term already."));
            }
            checkTerm(term.within(), term.calendar(), pointer + "/terms/" + t);
        }
        if (regime.summary() != null) {
            checkTerm(regime.summary().within(), regime.summary().calendar(), pointer + "/summary");
        }
        if (regime.extension() != null) {
            checkTerm(regime.extension().within(), regime.extension().calendar(), pointer + "/extension");
            if (!promises.contains(PromiseKind.STATUTORY)) {
                violations.add(
                        new Violation(pointer + "/extension", "unexpected", "There is no STATUTORY term to extend."));
            }
        }
        for (int e = 0; e < regime.escalation().size(); e++) {
            var escalation = regime.escalation().get(e);
            if (escalation.to() == Regime.Escalation.To.OUTSIDE
                    && (escalation.name() == null || escalation.contact() == null)) {
                violations.add(new Violation(
                        pointer + "/escalation/" + e, "required", "An outside body has a name and a contact."));
            }
        }
    }

    private void checkTerm(@Nullable String within, @Nullable String calendar, String pointer) {
        if ((within == null) != (calendar == null)) {
            violations.add(new Violation(pointer + "/within", "incomplete", "within and calendar go together."));
        }
        if (within != null) {
            try {
                Term.of(within);
            } catch (IllegalArgumentException e) {
                violations.add(new Violation(pointer + "/within", "invalid", String.valueOf(e.getMessage())));
            }
        }
        if (calendar != null && !isCalendar.test(calendar)) {
            violations.add(new Violation(pointer + "/calendar", "unknown-value", "There is no such calendar."));
        }
    }

    private void checkGesture(@Nullable List<Money> gesture, String pointer) {
        Set<String> currencies = new HashSet<>();
        for (int g = 0; gesture != null && g < gesture.size(); g++) {
            try {
                if (!currencies.add(
                        Amounts.require(gesture.get(g), pointer + "/" + g).currency())) {
                    violations.add(new Violation(pointer + "/" + g, "duplicate", "One amount a currency."));
                }
            } catch (Unprocessable e) {
                violations.addAll(e.errors());
            }
        }
    }

    private void once(Set<Object> seen, @Nullable Object value, String pointer, String detail) {
        if (value != null && !seen.add(value)) {
            violations.add(new Violation(pointer, "duplicate", detail));
        }
    }
}
