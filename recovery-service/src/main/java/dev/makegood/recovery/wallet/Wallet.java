package dev.makegood.recovery.wallet;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person's wallet. It holds what their role's does, unless someone set it otherwise for this person. */
@Entity
class Wallet {

    @Id
    private String agentId;

    @Version
    private int version;

    private String agentName;

    @Enumerated(EnumType.STRING)
    private WalletRole role;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Limit> limits = new TreeMap<>();

    private @Nullable String setById;
    private @Nullable String setByName;
    private @Nullable Instant setAt;

    protected Wallet() {}

    Wallet(Person agent, WalletRole role) {
        this.agentId = agent.id();
        this.agentName = agent.name();
        this.role = role;
    }

    /** What is known of whose it is; it came with them, and is not a change of the wallet's limits. */
    void seen(Person agent, WalletRole role) {
        if (!agentName.equals(agent.name())) {
            agentName = agent.name();
        }
        this.role = role;
    }

    /** From now on this person's limits are these, where their role's are others. */
    void set(Map<String, Limit> limits, Person by, Instant now) {
        this.limits = new TreeMap<>(limits);
        setById = by.id();
        setByName = by.name();
        setAt = now;
    }

    /** What it holds, by currency. */
    Map<String, Limit> limits(Map<String, Limit> ofRole) {
        Map<String, Limit> all = new TreeMap<>(ofRole);
        all.putAll(limits);
        return all;
    }

    boolean isSet(String currency) {
        return limits.containsKey(currency);
    }

    Person agent() {
        return new Person(agentId, agentName);
    }

    int version() {
        return version;
    }

    WalletRole role() {
        return role;
    }

    @Nullable
    Person setBy() {
        return setById == null || setByName == null ? null : new Person(setById, setByName);
    }

    @Nullable
    Instant setAt() {
        return setAt;
    }
}
