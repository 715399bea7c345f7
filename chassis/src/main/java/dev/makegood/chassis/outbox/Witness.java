package dev.makegood.chassis.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sees all that leaves a service, in the transaction in which it is written. A service that keeps account of it has one. */
public interface Witness {

    /**
     * These leave when this transaction commits. They are written already, so each key's own row is locked: of one key, nobody
     * else's are seen until then.
     *
     * @param departures each key's in the order of its sequence
     */
    void see(List<Departure> departures, Connection connection) throws SQLException;
}
