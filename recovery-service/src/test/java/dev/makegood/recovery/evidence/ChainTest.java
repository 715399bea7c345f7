package dev.makegood.recovery.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final UUID JOURNEY = UUID.fromString("0199c7d2-0000-7000-8000-000000000001");
    private static final int TOLD = 5;
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    @Test
    void aHashIsWhatAnybodyCanWorkOut() {
        var entry = new Chain(JOURNEY)
                .add(
                        UUID.fromString("0199c7d2-0000-7000-8000-000000000002"),
                        "dev.makegood.UpdateGiven",
                        AT,
                        "{\"words\":\"Καλημέρα\"}",
                        new byte[] {0, 1, 2, 3});
        // printf '\x00\x01\x02\x03{"words":"Καλημέρα"}' | sha256sum, and the seven lines after it.
        assertThat(entry.bodyDigest()).isEqualTo("fca5fcdc9021db656a83bc6937a51cd9fdd382a789c664bfe2b2b79d52946753");
        assertThat(entry.hash()).isEqualTo("78ce641c15fe0d0d781807dab587b20ef71a0cd46bd658332913f833c3841b4c");
        assertThat(entry.previousHash()).isEqualTo("0".repeat(64));
    }

    @Test
    void whatIsAsItWasWrittenHolds() {
        assertThat(broken(chain(TOLD))).isNull();
    }

    @Test
    void aChainThatGoesOnFromItsHeadIsOneChain() {
        var all = new ArrayList<>(chain(TOLD - 1));
        var last = all.getLast();
        all.add(new Chain(JOURNEY, last.sequence(), last.hash()).add(UUID.randomUUID(), "x", AT, "{}", new byte[16]));
        assertThat(broken(all)).isNull();
    }

    @Test
    void everyFieldThatIsAlteredIsFoundWhereItStands() {
        List<UnaryOperator<Entry>> alterations = List.of(
                e -> with(e, e.eventId(), e.type(), e.at(), "{\"n\":9}", e.salt(), e.bodyDigest()),
                e -> with(e, e.eventId(), e.type(), e.at(), e.body(), "00".repeat(16), e.bodyDigest()),
                e -> with(e, e.eventId(), e.type(), e.at(), e.body(), null, e.bodyDigest()),
                e -> with(e, e.eventId(), e.type(), e.at(), null, e.salt(), e.bodyDigest()),
                e -> with(e, e.eventId(), "dev.makegood.PromiseKept", e.at(), e.body(), e.salt(), e.bodyDigest()),
                e -> with(e, e.eventId(), e.type(), e.at().minusNanos(1_000), e.body(), e.salt(), e.bodyDigest()),
                e -> with(e, UUID.randomUUID(), e.type(), e.at(), e.body(), e.salt(), e.bodyDigest()),
                e -> with(
                        e,
                        e.eventId(),
                        e.type(),
                        e.at(),
                        "{}",
                        e.salt(),
                        Chain.digest(HexFormat.of().parseHex(Objects.requireNonNull(e.salt())), "{}")));
        for (var alteration : alterations) {
            var entries = new ArrayList<>(chain(TOLD));
            entries.set(2, alteration.apply(entries.get(2)));
            assertThat(broken(entries))
                    .as("alteration " + alterations.indexOf(alteration))
                    .isNotNull()
                    .extracting(Chain.Break::sequence)
                    .isEqualTo(3L);
        }
    }

    @Test
    void anEntryThatWasRehashedDoesNotFitTheNext() {
        var entries = new ArrayList<>(chain(TOLD));
        var before = entries.get(1);
        entries.set(2, new Chain(JOURNEY, 2, before.hash()).add(UUID.randomUUID(), "forged", AT, "{}", new byte[16]));
        assertThat(broken(entries)).extracting(Chain.Break::sequence).isEqualTo(4L);
    }

    @Test
    void anEntryThatWasRemovedIsMissed() {
        for (int removed = 0; removed < TOLD; removed++) {
            var entries = new ArrayList<>(chain(TOLD));
            entries.remove(removed);
            assertThat(broken(entries))
                    .as("without entry " + (removed + 1))
                    .isNotNull()
                    .extracting(Chain.Break::sequence)
                    .isEqualTo(removed + 1L);
        }
    }

    @Test
    void anotherJourneysChainIsNotThisOnes() {
        var chain = new Chain(UUID.randomUUID());
        chain(1).forEach(chain::verify);
        assertThat(chain.broken()).isNotNull();
    }

    @Test
    void whatWasErasedStillHolds() {
        var entries = chain(TOLD).stream()
                .map(e -> with(e, e.eventId(), e.type(), e.at(), null, null, e.bodyDigest()))
                .toList();
        assertThat(broken(entries)).isNull();
    }

    private static List<Entry> chain(int length) {
        var chain = new Chain(JOURNEY);
        return IntStream.range(0, length)
                .mapToObj(i -> chain.add(
                        UUID.randomUUID(), "dev.makegood.UpdateGiven", AT.plusSeconds(i), "{\"n\":" + i + "}", salt(i)))
                .toList();
    }

    private static byte[] salt(int i) {
        var salt = new byte[16];
        salt[0] = (byte) (i + 1);
        return salt;
    }

    /** Where the evidence of something that was told {@value #TOLD} times does not hold. */
    private static Chain.@Nullable Break broken(List<Entry> entries) {
        var chain = new Chain(JOURNEY);
        entries.forEach(chain::verify);
        chain.verifyLength(TOLD, TOLD);
        return chain.broken();
    }

    private static Entry with(
            Entry e,
            UUID eventId,
            String type,
            Instant at,
            @Nullable String body,
            @Nullable String salt,
            String bodyDigest) {
        return new Entry(
                e.journeyId(), e.sequence(), eventId, type, at, body, salt, bodyDigest, e.previousHash(), e.hash());
    }
}
