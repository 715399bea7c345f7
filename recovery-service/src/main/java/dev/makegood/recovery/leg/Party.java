package dev.makegood.recovery.leg;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A department or a partner that can hold a leg, and the facts that it cannot work without. */
@Entity
class Party {

    @Id
    private String id;

    @Version
    private int version;

    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> requires = new ArrayList<>();

    protected Party() {}

    Party(String id, String name, List<String> requires) {
        this.id = id;
        become(name, requires);
    }

    final void become(String name, List<String> requires) {
        this.name = name;
        this.requires = new ArrayList<>(requires);
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    String name() {
        return name;
    }

    List<String> requires() {
        return List.copyOf(requires);
    }
}
