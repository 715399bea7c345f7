package dev.makegood.recovery.agent;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Someone who can own a journey: what they speak and know, how many journeys they can carry, and whether they are here. */
@Entity
public class Agent {

    /** What someone answers for. */
    public enum Role {
        AGENT,
        LEAD,
        MANAGER
    }

    /** Whether someone takes on new journeys now. Being away for longer, with a deputy, is an {@link Absence}. */
    public enum Presence {
        HERE,
        BUSY,
        GONE
    }

    @Id
    private String id;

    @Version
    private int version;

    private String name;
    private String team;

    @Enumerated(EnumType.STRING)
    private Role role;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> languages = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> skills = new ArrayList<>();

    private int capacity;

    @Enumerated(EnumType.STRING)
    private Presence presence = Presence.HERE;

    protected Agent() {}

    Agent(String id, String name, String team, Role role, Set<String> languages, Set<String> skills, int capacity) {
        this.id = id;
        become(name, team, role, languages, skills, capacity);
    }

    final void become(String name, String team, Role role, Set<String> languages, Set<String> skills, int capacity) {
        this.name = name;
        this.team = team;
        this.role = role;
        this.languages = new ArrayList<>(languages);
        this.skills = new ArrayList<>(skills);
        this.capacity = capacity;
    }

    void is(Presence presence) {
        this.presence = presence;
    }

    public String id() {
        return id;
    }

    int version() {
        return version;
    }

    public Person person() {
        return new Person(id, name);
    }

    public String team() {
        return team;
    }

    public Role role() {
        return role;
    }

    public List<String> languages() {
        return List.copyOf(languages);
    }

    public List<String> skills() {
        return List.copyOf(skills);
    }

    /** How many journeys they can carry at once. */
    public int capacity() {
        return capacity;
    }

    public Presence presence() {
        return presence;
    }
}
