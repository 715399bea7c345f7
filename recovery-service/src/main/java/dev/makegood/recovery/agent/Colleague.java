package dev.makegood.recovery.agent;

import dev.makegood.contract.Person;
import java.util.List;

/**
 * Someone who works here, as they were when they were last looked at.
 *
 * @param languages codes of the languages that they speak with customers
 * @param skills products that they know
 * @param capacity how many journeys they can carry at once
 */
public record Colleague(
        String id,
        String name,
        String team,
        Agent.Role role,
        List<String> languages,
        List<String> skills,
        int capacity,
        Agent.Presence presence) {

    public Person person() {
        return new Person(id, name);
    }
}
