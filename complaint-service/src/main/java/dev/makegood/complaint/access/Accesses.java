package dev.makegood.complaint.access;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.contract.Person;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Who read or took what of whom. Written in the transaction that lets them, so that nobody reads without it. */
@ApplicationScoped
public class Accesses {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);
    private static final int MOST_TOLD = 10_000;

    /** What was read or taken. */
    public enum Kind {
        VULNERABILITIES_READ,
        EXPORTED
    }

    /** Somebody read or took it. */
    public record Access(UUID id, UUID customer, Kind kind, Instant at, Person by) {}

    private final AgroalDataSource database;
    private final Caller caller;
    private final Clock clock;

    Accesses(AgroalDataSource database, Caller caller, Clock clock) {
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** The caller reads or takes this now. */
    public void record(UUID customer, Kind kind) {
        var by = caller.person();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into customer_access (id, customer_id, kind, at, by_id, by_name) values (?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            insert.setObject(2, customer);
            insert.setString(3, kind.name());
            insert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(5, by.id());
            insert.setString(6, by.name());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The access could not be written down", e);
        }
    }

    /** Who read or took what of this one, the latest first. */
    List<Access> to(UUID customer, @Nullable Cursor after, int limit) {
        var from = after == null ? new Cursor(clock.instant().plus(CLOCK_DIFFERENCE), new UUID(-1, -1)) : after;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, kind, at, by_id, by_name from customer_access
                        where customer_id = ? and (at, id) < (?, ?) order by at desc, id desc limit ?
                        """)) {
            select.setObject(1, customer);
            select.setObject(2, from.at().atOffset(ZoneOffset.UTC));
            select.setObject(3, from.id());
            select.setInt(4, limit);
            List<Access> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Access(
                            rows.getObject(1, UUID.class),
                            customer,
                            Kind.valueOf(rows.getString(2)),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            new Person(rows.getString(4), rows.getString(5))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The accesses could not be read", e);
        }
    }

    /** Who was told what of them is theirs to know. */
    void tell(@Observes Exporting exporting) {
        exporting.add("accesses", to(exporting.customer(), null, MOST_TOLD));
    }
}
