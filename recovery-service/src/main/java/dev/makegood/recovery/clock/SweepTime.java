package dev.makegood.recovery.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What time it is for whoever sweeps: the database's, so that replicas whose clocks differ agree. */
@ApplicationScoped
class SweepTime {

    Instant now(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select now()");
                var row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
