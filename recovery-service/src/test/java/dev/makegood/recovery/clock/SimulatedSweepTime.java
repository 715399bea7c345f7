package dev.makegood.recovery.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;

/** Sweeps by the clock that the test sets. */
@Alternative
@ApplicationScoped
class SimulatedSweepTime extends SweepTime {

    private final Clock clock;

    SimulatedSweepTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    Instant now(Connection connection) {
        return clock.instant();
    }
}
