package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.agent.Directory;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a complaint that nobody took in person (DESIGN §6): who last made it right with this customer, if they are here and have
 * room; else whoever speaks the customer's language, knows the product rather than not, and carries the least relative to what they
 * can. Empty where nobody does: then it stays with the duty lead, who has it from the instant of its receipt.
 */
final class Routing {

    private final Directory directory;
    private final ToIntFunction<String> load;

    /** {@code load}: how many journeys someone carries now. */
    Routing(Directory directory, ToIntFunction<String> load) {
        this.directory = directory;
        this.load = load;
    }

    Optional<Choice> choose(String language, @Nullable String product, @Nullable String madeRightBefore, Instant now) {
        var before = Optional.ofNullable(madeRightBefore)
                .flatMap(directory::find)
                .filter(colleague -> canTake(colleague, now));
        if (before.isPresent()) {
            return Optional.of(new Choice(before.get().person(), "made it right with this customer before"));
        }
        return directory.agents().values().stream()
                .filter(colleague -> colleague.role() == Agent.Role.AGENT && canTake(colleague, now))
                .filter(colleague -> colleague.languages().contains(language))
                .min(Comparator.comparing((Colleague colleague) -> !knows(colleague, product))
                        .thenComparingDouble(this::share)
                        .thenComparing(Colleague::id))
                .map(colleague -> new Choice(
                        colleague.person(),
                        knows(colleague, product)
                                ? "speaks the language, knows the product, carries the least"
                                : "speaks the language, carries the least"));
    }

    private boolean canTake(Colleague colleague, Instant now) {
        return colleague.presence() == Agent.Presence.HERE
                && !directory.deputies().isAway(colleague.id(), now)
                && load.applyAsInt(colleague.id()) < colleague.capacity();
    }

    private double share(Colleague colleague) {
        return (double) load.applyAsInt(colleague.id()) / colleague.capacity();
    }

    private static boolean knows(Colleague colleague, @Nullable String product) {
        return product != null
                && colleague.skills().stream()
                        .anyMatch(skill -> skill.toLowerCase(Locale.ROOT).equals(product.toLowerCase(Locale.ROOT)));
    }

    /** Who, and why they. */
    record Choice(Person person, String reason) {}
}
