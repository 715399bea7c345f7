package dev.makegood.chassis.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class LeftoversTest {

    private static final String CONSUMER = "leftovers-test";

    private final UUID forgotten = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Inject
    Leftovers leftovers;

    @Test
    void whatHasLeftIsForgottenAndNothingElse() {
        left(forgotten);
        left(other);

        forget();

        assertThat(Database.number("select count(*) from outbox where key = ?", forgotten))
                .isZero();
        assertThat(Database.number("select count(*) from outbox where key = ?", other))
                .isOne();
    }

    @Test
    void whatWaitsBehindAPoisonMessageIsWaitedForNoMore() {
        Database.run(
                "insert into inbox_position (consumer, key, sequence, blocked, parked) values (?, ?, 3, true, 2)",
                CONSUMER,
                forgotten);
        park(4);
        park(5);

        forget();

        assertThat(Database.number("select count(*) from inbox_parked where key = ?", forgotten))
                .isZero();
        assertThat(Database.column(
                        "select sequence || ' ' || blocked || ' ' || parked from inbox_position where key = ?",
                        forgotten))
                .containsExactly("5 false 0");
    }

    @Test
    void anAnswerThatNamesThemIsForgotten() {
        answered(forgotten);
        answered(other);

        forget();

        assertThat(Database.column("""
                        select convert_from(body, 'UTF8') from idempotency
                        where position(convert_to('leftovers', 'UTF8') in body) > 0
                        """))
                .noneMatch(body -> body.contains(forgotten.toString()))
                .anyMatch(body -> body.contains(other.toString()));
    }

    private void forget() {
        QuarkusTransaction.requiringNew().run(() -> leftovers.forget(List.of(forgotten)));
    }

    private static void left(UUID key) {
        Database.run("""
                insert into outbox (id, topic, type, key, sequence, body, occurred_at, sent_at)
                values (gen_random_uuid(), 'makegood.complaints.v1', 'x', ?, 1, 'said', now(), now())
                """, key);
    }

    private void park(long sequence) {
        Database.run("""
                insert into inbox_parked (consumer, key, sequence, event_id, type, body, occurred_at)
                values (?, ?, ?, gen_random_uuid(), 'x', 'said', now())
                """, CONSUMER, forgotten, sequence);
    }

    private static void answered(UUID id) {
        Database.run("""
                insert into idempotency (key, fingerprint, status, headers, body)
                values (decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), '', 201, '{}',
                    convert_to('{"leftovers":"' || ?::text || '"}', 'UTF8'))
                """, id.toString());
    }
}
