package dev.makegood.recovery.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who stands in for whom, when: a pure function of the absences. Someone who is away is stood in for by their deputy, a deputy who
 * is away by theirs, and so on. Where that leads back to where it began, or to nobody, whoever is there for everybody takes over:
 * the last resort; and if even they are away, the journey stays whose it is, since nobody is never an answer (DESIGN §6).
 */
public final class Deputies {

    /** Someone is away: from the first instant, until but not including the last. */
    public record Away(String agent, String deputy, Instant from, Instant until) {}

    /** From this instant on, this person. */
    public record Change(Instant at, String person) {}

    private final Map<String, List<Away>> absences = new HashMap<>();
    private final List<String> lastResorts;

    /** {@code lastResorts}: who takes over where deputies lead nowhere, in this order. */
    public Deputies(List<Away> absences, List<String> lastResorts) {
        for (Away away : absences) {
            if (away.from().isBefore(away.until())) {
                this.absences
                        .computeIfAbsent(away.agent(), agent -> new ArrayList<>())
                        .add(away);
            }
        }
        this.lastResorts = List.copyOf(lastResorts);
    }

    /** Whether they are away at this instant. */
    public boolean isAway(String agent, Instant at) {
        return absence(agent, at).isPresent();
    }

    /** Who is there at this instant for what is this person's. */
    public String present(String agent, Instant at) {
        var seen = new HashSet<String>();
        var person = agent;
        while (seen.add(person)) {
            var away = absence(person, at);
            if (away.isEmpty()) {
                return person;
            }
            person = away.get().deputy();
        }
        return lastResorts.stream()
                .filter(resort -> !isAway(resort, at))
                .findFirst()
                .orElse(agent);
    }

    /** Who is there for this person from one instant to another: the first entry is for the first instant. */
    public List<Change> changes(String agent, Instant from, Instant until) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(from, present(agent, from)));
        for (Instant edge : edges(agent).tailSet(from, false)) {
            if (edge.isAfter(until)) {
                break;
            }
            var present = present(agent, edge);
            if (!present.equals(changes.getLast().person())) {
                changes.add(new Change(edge, present));
            }
        }
        return changes;
    }

    /** The next instant after this one at which someone else may be there for this person. */
    public Optional<Instant> next(String agent, Instant after) {
        return Optional.ofNullable(edges(agent).higher(after));
    }

    /** Every instant at which anyone on the way leaves or comes back. */
    private NavigableSet<Instant> edges(String agent) {
        var edges = new TreeSet<Instant>();
        var seen = new HashSet<String>();
        var open = new ArrayList<>(List.of(agent));
        while (!open.isEmpty()) {
            var person = open.removeLast();
            if (seen.add(person)) {
                for (Away away : absences.getOrDefault(person, List.of())) {
                    edges.add(away.from());
                    edges.add(away.until());
                    open.add(away.deputy());
                    // Should the deputies lead in a circle, it is one of these.
                    open.addAll(lastResorts);
                }
            }
        }
        return edges;
    }

    private Optional<Away> absence(String agent, Instant at) {
        return absences.getOrDefault(agent, List.of()).stream()
                .filter(away -> !at.isBefore(away.from()) && at.isBefore(away.until()))
                .findFirst();
    }
}
