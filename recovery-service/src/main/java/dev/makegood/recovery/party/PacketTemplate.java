package dev.makegood.recovery.party;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The facts without which no packet for a kind of party is complete. */
@Entity
class PacketTemplate {

    @Id
    private String kind;

    @Version
    private int version;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> requires = new ArrayList<>();

    protected PacketTemplate() {}

    PacketTemplate(String kind, List<String> requires) {
        this.kind = kind;
        become(requires);
    }

    final void become(List<String> requires) {
        this.requires = new ArrayList<>(requires);
    }

    String kind() {
        return kind;
    }

    int version() {
        return version;
    }

    List<String> requires() {
        return List.copyOf(requires);
    }
}
