package dev.makegood.complaint.form;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.complaint.customer.Erasing;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Codes that were mailed to addresses, to see who reads them. Of an address only a keyed hash is kept, and that for a day; of what
 * somebody wants to complain of, nothing.
 */
@ApplicationScoped
class AddressVerifications {

    /** What codes are derived for: notification-service mails the same. */
    private static final String PURPOSE = "verify";

    private static final int ATTEMPTS = 5;

    /** Whoever presses twice gets where the first press led. */
    private static final Duration PRESSED_TWICE = Duration.ofMinutes(2);

    private final AgroalDataSource database;
    private final LinkTokens links;
    private final FormSettings settings;

    AddressVerifications(AgroalDataSource database, LinkTokens links, FormSettings settings) {
        this.database = database;
        this.links = links;
        this.settings = settings;
    }

    /**
     * What the form goes on with, and whether a code is mailed for it. No code is good for one that was never asked for, since its
     * mailbox had enough of them; who asks cannot tell.
     */
    record Asked(UUID id, boolean mailed) {}

    /** What became of a code. */
    sealed interface Redeemed {
        /** It is right: whoever typed it reads mail at the address. */
        record Right() implements Redeemed {}

        /** It was right a moment ago already, and this complaint was filed. */
        record Already(UUID complaint) implements Redeemed {}

        /** It is not the one that was mailed. */
        record Wrong() implements Redeemed {}

        /** It was tried too often, is too old, or was used. */
        record Spent() implements Redeemed {}
    }

    /**
     * Somebody gives this address as theirs.
     *
     * @param client who asks; empty where that is not known
     * @throws AskedTooOften if this client, or all together, asked for more than people do
     */
    Asked ask(String email, Optional<String> client, Instant now) {
        var address = hash("address", email.toLowerCase(Locale.ROOT));
        var mailbox = hash("mailbox", mailbox(email));
        var from = client.map(name -> hash("client", name)).orElse(null);
        var hourAgo = now.minus(Duration.ofHours(1));
        var dayAgo = now.minus(Duration.ofDays(1));
        return with(connection -> {
            run(connection, "delete from address_verification where asked_at < ?", dayAgo);
            // One after the other, so that of many at once no more get through than of as many in a row.
            run(connection, "select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 23))", mailbox);
            if (count(connection, "asked_at >= ?", hourAgo) >= settings.hourly()
                    || (from != null
                            && count(connection, "client = ? and asked_at >= ?", from, hourAgo)
                                    >= settings.hourlyPerClient())) {
                throw new AskedTooOften();
            }
            var waiting = waiting(connection, address, now);
            if (waiting.isPresent()) {
                return new Asked(waiting.get(), false);
            }
            var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
            if (count(connection, "mailbox = ? and asked_at >= ?", mailbox, hourAgo) >= settings.hourlyPerMailbox()
                    || count(connection, "mailbox = ? and asked_at >= ?", mailbox, dayAgo)
                            >= settings.dailyPerMailbox()) {
                return new Asked(id, false);
            }
            run(connection, """
                    insert into address_verification (id, address, mailbox, client, asked_at, expires_at)
                    values (?, ?, ?, ?, ?, ?)
                    """, id, address, mailbox, from, now, now.plus(settings.codeLasts()));
            return new Asked(id, true);
        });
    }

    /** Somebody types this code; of two who do so at once, one is the first. */
    Redeemed redeem(UUID id, String email, String typed, Instant now) {
        return with(connection -> {
            try (var select = prepare(connection, """
                            select address, attempts, expires_at, used_at, complaint_id from address_verification
                            where id = ? for update
                            """, id);
                    var row = select.executeQuery()) {
                if (!row.next()
                        || !MessageDigest.isEqual(row.getBytes(1), hash("address", email.toLowerCase(Locale.ROOT)))) {
                    return new Redeemed.Wrong();
                }
                boolean right = MessageDigest.isEqual(
                        digits(typed).getBytes(StandardCharsets.UTF_8),
                        links.code(PURPOSE, id).getBytes(StandardCharsets.UTF_8));
                var used = instant(row, 4);
                if (used != null) {
                    var complaint = row.getObject(5, UUID.class);
                    return right
                                    && complaint != null
                                    && used.plus(PRESSED_TWICE).isAfter(now)
                            ? new Redeemed.Already(complaint)
                            : new Redeemed.Spent();
                }
                if (row.getInt(2) >= ATTEMPTS || !now.isBefore(expires(row))) {
                    return new Redeemed.Spent();
                }
                run(
                        connection,
                        right
                                ? "update address_verification set used_at = ? where id = ?"
                                : "update address_verification set attempts = attempts + 1, tried_at = ? where id = ?",
                        now,
                        id);
                return right ? new Redeemed.Right() : new Redeemed.Wrong();
            }
        });
    }

    /** What was complained of with this code is on file. */
    void filed(UUID id, UUID complaint) {
        with(connection ->
                run(connection, "update address_verification set complaint_id = ? where id = ?", complaint, id));
    }

    /** Even the hash of their address goes before its day is over. */
    void forget(@Observes Erasing erasing) {
        with(connection -> run(connection, "delete from address_verification where complaint_id = any(?)", (Object)
                erasing.complaints().toArray(UUID[]::new)));
    }

    /** The one that was mailed to this very address a moment ago, and can still be used: it is not mailed twice. */
    private Optional<UUID> waiting(Connection connection, byte[] address, Instant now) throws SQLException {
        try (var select = prepare(connection, """
                        select id from address_verification
                        where address = ? and asked_at > ? and used_at is null and attempts < ? and expires_at > ?
                        order by asked_at desc limit 1
                        """, address, now.minus(settings.mailAgainAfter()), ATTEMPTS, now);
                var row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    /** Where the mail ends up with most providers, whatever follows a plus. */
    private static String mailbox(String email) {
        return email.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }

    /** As they are in any script, without what people put between them. */
    private static String digits(String typed) {
        var digits = new StringBuilder();
        typed.codePoints().filter(Character::isDigit).limit(20).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    /** Nobody without the key can try which address it is. */
    private byte[] hash(String purpose, String text) {
        return LinkTokens.hash(
                links.derive("verify-" + purpose, UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)), 1));
    }

    private static Instant expires(ResultSet row) throws SQLException {
        return row.getObject(3, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static int count(Connection connection, String condition, Object... values) throws SQLException {
        try (var select = prepare(connection, "select count(*) from address_verification where " + condition, values);
                var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.execute();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Instant time -> statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
                case UUID[] ids -> statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case null -> statement.setBytes(i + 1, null);
                case Object other -> statement.setObject(i + 1, other);
            }
        }
        return statement;
    }

    private <T> T with(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The verifications of addresses could not be used", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
