package dev.makegood.recovery.agent;

import dev.makegood.contract.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everybody who works here and who stands in for whom, as of one instant.
 *
 * @param agents by id
 */
public record Directory(Map<String, Colleague> agents, Deputies deputies) {

    /** What is known of someone; empty for those who are not in the directory. */
    public Optional<Colleague> find(String id) {
        return Optional.ofNullable(agents.get(id));
    }

    /** Who is there for this person at this instant; the person themselves unless they are away. */
    public Person present(Person person, Instant at) {
        return named(deputies.present(person.id(), at), person);
    }

    /** Someone by their id, who is this person or in the directory. */
    public Person named(String id, Person person) {
        return id.equals(person.id()) ? person : find(id).map(Colleague::person).orElseGet(() -> new Person(id, id));
    }

    /** This person, and everybody for whom they are there at this instant. */
    public Set<String> standsInFor(String person, Instant at) {
        var people = agents.keySet().stream()
                .filter(agent -> deputies.present(agent, at).equals(person))
                .collect(Collectors.toCollection(TreeSet::new));
        people.add(person);
        return people;
    }

    /** Who is one level up from this person and present: the lead of their team, else any other lead, else a manager. */
    public List<Person> above(Person person, Instant at) {
        var team = find(person.id()).map(Colleague::team);
        return agents.values().stream()
                .filter(agent -> agent.role() != Agent.Role.AGENT && !agent.id().equals(person.id()))
                .sorted((a, b) -> {
                    int ofTeam =
                            Boolean.compare(!team.equals(Optional.of(a.team())), !team.equals(Optional.of(b.team())));
                    return ofTeam != 0 ? ofTeam : a.role().compareTo(b.role());
                })
                .map(agent -> present(agent.person(), at))
                .filter(agent -> !agent.id().equals(person.id()))
                .limit(1)
                .toList();
    }

    /** Who is there at this instant with this role. */
    public List<Person> with(Agent.Role role, Instant at) {
        return agents.values().stream()
                .filter(agent -> agent.role() == role)
                .map(agent -> present(agent.person(), at))
                .distinct()
                .toList();
    }
}
