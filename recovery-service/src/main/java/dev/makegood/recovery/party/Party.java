package dev.makegood.recovery.party;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A department or a partner that can hold a leg, and the facts that it cannot work without. */
@Entity
public class Party {

    /** Whether it is one of us. */
    public enum Type {
        DEPARTMENT,
        PARTNER
    }

    @Id
    private String id;

    @Version
    private int version;

    private String name;

    @Enumerated(EnumType.STRING)
    private Type type;

    private @Nullable String kind;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> requires = new ArrayList<>();

    protected Party() {}

    public Party(String id, String name, Type type, @Nullable String kind, List<String> requires) {
        this.id = id;
        become(name, type, kind, requires);
    }

    final void become(String name, Type type, @Nullable String kind, List<String> requires) {
        this.name = name;
        this.type = type;
        this.kind = kind;
        this.requires = new ArrayList<>(requires);
    }

    public String id() {
        return id;
    }

    int version() {
        return version;
    }

    public String name() {
        return name;
    }

    Type type() {
        return type;
    }

    /** What it does, such as towing; packets for its kind follow one template. */
    @Nullable
    String kind() {
        return kind;
    }

    /** What this party needs beyond the template of its kind. */
    List<String> requires() {
        return List.copyOf(requires);
    }
}
