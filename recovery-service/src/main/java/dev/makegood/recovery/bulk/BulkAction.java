package dev.makegood.recovery.bulk;

import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.MoveRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One move on many journeys, asked for by one person, and made with what they may do. */
@Entity
class BulkAction {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String byId;
    private String byName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> roles = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    private MoveRequest request;

    private boolean dryRun;
    private int items;
    private Instant madeAt;
    private @Nullable Instant doneAt;

    protected BulkAction() {}

    BulkAction(Person by, Set<String> roles, MoveRequest request, boolean dryRun, int items, Instant now) {
        this.byId = by.id();
        this.byName = by.name();
        this.roles = new ArrayList<>(roles);
        this.request = request;
        this.dryRun = dryRun;
        this.items = items;
        this.madeAt = now;
    }

    UUID id() {
        return id;
    }

    Person by() {
        return new Person(byId, byName);
    }

    Set<String> roles() {
        return Set.copyOf(roles);
    }

    MoveRequest request() {
        return request;
    }

    boolean dryRun() {
        return dryRun;
    }

    int items() {
        return items;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Nullable
    Instant doneAt() {
        return doneAt;
    }
}
