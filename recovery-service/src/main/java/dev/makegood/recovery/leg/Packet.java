package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.text.Characters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a party needs to walk its leg, so that the customer never has to carry it there.
 *
 * @param contact whom to speak to: the customer, or who speaks for them
 * @param references what it is called elsewhere, by kind: claim number, order number, …
 * @param facts what is known, by name
 * @param asked what the customer was asked already, and must not be asked again
 */
public record Packet(
        @Valid @Nullable Contact contact,

        @Size(max = 50) @Nullable
        Map<@NotNull @Characters(max = 60, oneLine = true) String, @NotNull @Characters(max = 2_000) String> references,

        @Size(max = 100) @Nullable
        Map<@NotNull @Characters(max = 60, oneLine = true) String, @NotNull @Characters(max = 5_000) String> facts,

        @Size(max = 100) @Nullable List<@NotNull @Characters(max = 2_000) String> asked) {

    private static final int MOST = 100;

    /** Someone who can be reached. */
    public record Contact(
            @Characters(max = 200, oneLine = true) @Nullable String name,
            @Characters(max = 30, oneLine = true) @Nullable String phone,
            @Characters(max = 254, oneLine = true) @Nullable String email) {}

    /** What is not in it, and has to be: a contact who can be reached, a reference, a fact, and what the party asks for. */
    List<Violation> missing(List<String> requiredFacts) {
        List<Violation> missing = new ArrayList<>();
        if (contact == null || contact.name() == null) {
            missing.add(missing("/packet/contact/name", "Whom do they speak to?"));
        }
        if (contact == null || (contact.phone() == null && contact.email() == null)) {
            missing.add(missing("/packet/contact", "By what telephone or e-mail do they reach them?"));
        }
        if (references == null || references.isEmpty()) {
            missing.add(missing("/packet/references", "What is it called elsewhere? At least one reference."));
        }
        if (facts == null || facts.isEmpty()) {
            missing.add(missing("/packet/facts", "What is known? At least one fact."));
        }
        for (String fact : requiredFacts) {
            if (!has(fact)) {
                missing.add(missing(
                        "/packet/facts/" + fact.replace("~", "~0").replace("/", "~1"),
                        "This party cannot work without it."));
            }
        }
        return missing;
    }

    /** This and more: what is there already stays as it is, but for facts that are known anew. */
    Packet with(Map<String, String> moreFacts, List<String> moreAsked) {
        Map<String, String> allFacts = new LinkedHashMap<>(facts == null ? Map.of() : facts);
        allFacts.putAll(moreFacts);
        var allAsked = Stream.concat((asked == null ? List.<String>of() : asked).stream(), moreAsked.stream())
                .distinct()
                .limit(MOST)
                .toList();
        if (allFacts.size() > MOST) {
            throw new Unprocessable("/facts", "too-many", "A packet holds %d facts.".formatted(MOST));
        }
        return new Packet(contact, references, allFacts, allAsked);
    }

    /** All that it says, by name: what nobody has to ask the customer for. */
    public Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        if (contact != null) {
            put(known, "name", contact.name());
            put(known, "phone", contact.phone());
            put(known, "email", contact.email());
        }
        known.putAll(references == null ? Map.of() : references);
        known.putAll(facts == null ? Map.of() : facts);
        return known;
    }

    private static void put(Map<String, String> known, String name, @Nullable String value) {
        if (value != null) {
            known.put(name, value);
        }
    }

    /** Whether a fact or a reference of this name is in it. */
    boolean has(String name) {
        return (facts != null && facts.containsKey(name)) || (references != null && references.containsKey(name));
    }

    private static Violation missing(String pointer, String question) {
        return new Violation(pointer, "missing", question);
    }
}
