package dev.makegood.notification.sms;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.rows.Rows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How many texts a number gets, and how many go to numbers beside each other. Who states numbers of which they earn with every text
 * that reaches them states many of one block: a cap for each alone would not stop them.
 */
@ApplicationScoped
class Caps {

    private static final int LAST_DIGITS = 4;

    private static final String SENT = """
            select coalesce((select sum(sent) from sms_count where what = ? and hour > now() - interval '1 day'), 0),
                coalesce((select sum(sent) from sms_count where what = ? and hour = date_trunc('hour', now())), 0),
                extract(epoch from date_trunc('hour', now()) + interval '1 hour' - now())
            """;

    private static final String COUNT = """
            insert into sms_count (what, hour, sent) select what, date_trunc('hour', now()), 1 from unnest(?::text[]) what
            on conflict (what, hour) do update set sent = sms_count.sent + 1
            """;

    private final Rows rows;
    private final SmsSettings settings;

    Caps(Rows rows, SmsSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    private record Sent(int toNumber, int toPrefix, Duration untilNextHour) {}

    /** Counts one more text to this number; if it is one too many, how long to wait instead. */
    Optional<Duration> count(String number) {
        var prefix = prefix(number);
        return QuarkusTransaction.requiringNew().call(() -> {
            // One at a time of a block, or two at once would both be the last that may.
            rows.query(
                    "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                    statement -> statement.setString(1, "sms " + prefix),
                    row -> true);
            var sent = rows.query(
                            SENT,
                            statement -> {
                                statement.setString(1, hashed(number));
                                statement.setString(2, prefix);
                            },
                            row -> new Sent(
                                    row.getInt(1), row.getInt(2), Duration.ofSeconds(1 + (long) row.getDouble(3))))
                    .getFirst();
            if (sent.toNumber() >= settings.perNumberPerDay() || sent.toPrefix() >= settings.perPrefixPerHour()) {
                return Optional.of(sent.untilNextHour());
            }
            rows.run(COUNT, statement -> statement.setArray(1, names(statement, number)));
            return Optional.empty();
        });
    }

    /** The gateway did not take it. */
    void giveBack(String number) {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.run("""
                        update sms_count set sent = sent - 1
                        where what = any(?) and hour = date_trunc('hour', now()) and sent > 0
                        """, statement -> statement.setArray(1, names(statement, number))));
    }

    /** A number by its hash, and the block that it is of. */
    private static Array names(PreparedStatement statement, String number) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", List.of(hashed(number), prefix(number)).toArray());
    }

    private static String hashed(String number) {
        return HexFormat.of().formatHex(LinkTokens.hash(number));
    }

    private static String prefix(String number) {
        return number.substring(0, Math.max(0, number.length() - LAST_DIGITS));
    }

    /** What no cap looks at any more. */
    @Scheduled(every = "1h", delayed = "1m")
    void forget() {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.run("delete from sms_count where hour < now() - interval '2 days'", statement -> {}));
    }
}
