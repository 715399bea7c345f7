package dev.makegood.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preference.Wishes;
import dev.makegood.notification.recipient.Recipient;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody hears by the medium and at the hours that they chose, and of what they must know in any case. */
class ChoiceTest {

    private static final String MOBILE = "+306941234567";
    private static final String LANDLINE = "+302101234567";
    private static final String PREMIUM = "+309012345678";
    private static final Quiet NIGHT = Quiet.daily(LocalTime.of(21, 0), LocalTime.of(8, 0));
    private static final ZoneId ATHENS = ZoneId.of("Europe/Athens");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // audience | kind              | phone     | likes best | said  | of this kind | hears by
                "CUSTOMER   | update            | " + MOBILE + "   | -     | -         | -         | EMAIL SMS",
                "CUSTOMER   | update            | " + MOBILE + "   | SMS   | -         | -         | SMS EMAIL",
                "CUSTOMER   | update            | " + MOBILE + "   | EMAIL | -         | -         | EMAIL SMS",
                "CUSTOMER   | update            | " + MOBILE + "   | WEBHOOK | -       | -         | EMAIL SMS",
                "CUSTOMER   | update            | " + MOBILE + "   | SMS   | EMAIL     | -         | EMAIL",
                "CUSTOMER   | update            | " + MOBILE + "   | EMAIL | SMS       | -         | SMS",
                "CUSTOMER   | update            | " + MOBILE + "   | -     | SMS EMAIL | EMAIL SMS | EMAIL SMS",
                "CUSTOMER   | update            | " + MOBILE + "   | -     | EMAIL     | SMS       | SMS",
                "CUSTOMER   | verification      | " + MOBILE + "   | SMS   | SMS       | -         | EMAIL",
                "CUSTOMER   | update            | " + LANDLINE + " | SMS   | -         | -         | EMAIL",
                "CUSTOMER   | update            | " + LANDLINE + " | -     | SMS       | -         | EMAIL",
                "CUSTOMER   | update            | " + PREMIUM + "  | SMS   | SMS       | SMS       | EMAIL",
                "CUSTOMER   | update            | -                | SMS   | -         | -         | EMAIL",
                "CUSTOMER   | update            | " + MOBILE + "   | -     | FEED      | WEBHOOK   | EMAIL SMS",
                "PARTY      | update            | " + MOBILE + "   | -     | -         | -         | EMAIL SMS",
                "COLLEAGUE  | update            | " + MOBILE + "   | -     | -         | -         | EMAIL SMS",
                "COLLEAGUE  | update            | " + MOBILE + "   | -     | FEED      | -         | -",
                "COLLEAGUE  | update            | " + MOBILE + "   | -     | FEED SMS  | -         | SMS",
                "COLLEAGUE  | update            | " + MOBILE + "   | -     | EMAIL     | FEED      | -",
                "SUBSCRIBER | update            | -                | -     | -         | -         | WEBHOOK",
                "SUBSCRIBER | update            | " + MOBILE + "   | SMS   | SMS       | SMS       | WEBHOOK",
            })
    void everybodyHearsByWhatTheyChoseAndCanBeReachedBy(
            Audience audience,
            String kind,
            @Nullable String phone,
            @Nullable Medium likes,
            @Nullable String said,
            @Nullable String ofKind,
            @Nullable String hears) {
        var named = MessageKind.named(kind);
        var wishes = new Wishes(
                media(said), ofKind == null ? Map.of() : Map.of(named, media(ofKind)), null, List.of(), Set.of());
        assertThat(Choice.media(named, recipient(audience, phone, likes, ATHENS), preference(wishes, null)))
                .isEqualTo(media(hears));
    }

    @Test
    void whatIsOptionalCanBeStoppedAndNothingElse() {
        var stopped = preference(
                new Wishes(
                        List.of(),
                        Map.of(),
                        null,
                        List.of(),
                        Set.of(MessageKind.YOU_SAID_WE_FIXED, MessageKind.UPDATE)),
                null);
        var customer = recipient(Audience.CUSTOMER, MOBILE, null, ATHENS);

        assertThat(Choice.media(MessageKind.YOU_SAID_WE_FIXED, customer, stopped))
                .isEmpty();
        assertThat(Choice.media(MessageKind.UPDATE, customer, stopped)).containsExactly(Medium.EMAIL, Medium.SMS);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // medium | wall in Athens | their own quiet hours | on | until
                // The night of texts; mail has none.
                "SMS   | 2026-11-22T20:59 | -           | -      | -",
                "SMS   | 2026-11-22T21:00 | -           | -      | 2026-11-23T08:00",
                "SMS   | 2026-11-23T03:00 | -           | -      | 2026-11-23T08:00",
                "SMS   | 2026-11-23T08:00 | -           | -      | -",
                "EMAIL | 2026-11-23T03:00 | -           | -      | -",
                "FEED  | 2026-11-23T03:00 | 22:00-07:00 | -      | -",
                // A night of their own is in place of ours.
                "SMS   | 2026-11-22T21:30 | 23:00-06:00 | -      | -",
                "SMS   | 2026-11-23T03:00 | 23:00-06:00 | -      | 2026-11-23T06:00",
                "EMAIL | 2026-11-23T03:00 | 23:00-06:00 | -      | 2026-11-23T06:00",
                // Hours of the day are besides.
                "EMAIL | 2026-11-22T14:00 | 13:30-17:00 | -      | 2026-11-22T17:00",
                "SMS   | 2026-11-22T14:00 | 13:30-17:00 | -      | 2026-11-22T17:00",
                "SMS   | 2026-11-22T23:00 | 13:30-17:00 | -      | 2026-11-23T08:00",
                "SMS   | 2026-11-22T06:00 | 07:00-10:00 | -      | 2026-11-22T10:00",
                // Hours over midnight belong to the day on which they begin: 22 November 2026 is a Sunday.
                "EMAIL | 2026-11-23T03:00 | 22:00-07:00 | SUNDAY | 2026-11-23T07:00",
                "EMAIL | 2026-11-22T03:00 | 22:00-07:00 | SUNDAY | -",
                "EMAIL | 2026-11-23T22:30 | 22:00-07:00 | SUNDAY | -",
                // Theirs and ours together leave no hour: theirs count.
                "SMS   | 2026-11-22T22:00 | 08:00-21:00 | -      | -",
                "SMS   | 2026-11-22T12:00 | 08:00-21:00 | -      | 2026-11-22T21:00",
                // Clocks go forward from 03:00 to 04:00 on 29 March 2026.
                "EMAIL | 2026-03-29T02:30 | 23:00-03:30 | -      | 2026-03-29T04:00",
                "EMAIL | 2026-03-29T04:10 | 03:30-05:00 | -      | 2026-03-29T05:00",
                // Clocks go back from 04:00 to 03:00 on 25 October 2026.
                "EMAIL | 2026-10-25T02:30 | 23:00-05:00 | -      | 2026-10-25T05:00",
            })
    void whatDisturbsWaitsUntilTheHoursEnd(
            Medium medium,
            LocalDateTime wall,
            @Nullable String own,
            @Nullable DayOfWeek on,
            @Nullable LocalDateTime until) {
        var now = wall.atZone(ATHENS).toInstant();
        assertThat(Choice.quietUntil(
                        MessageKind.UPDATE,
                        medium,
                        recipient(Audience.CUSTOMER, MOBILE, null, ATHENS),
                        preference(wishes(quiet(own, on)), NIGHT),
                        now))
                .isEqualTo(java.util.Optional.ofNullable(until)
                        .map(end -> end.atZone(ATHENS).toInstant()));
    }

    @Test
    void anHourThatComesTwiceIsQuietBothTimes() {
        // In Athens 03:15 comes twice on 25 October 2026: at 00:15 and at 01:15 in UTC.
        var until = Choice.quietUntil(
                MessageKind.UPDATE,
                Medium.EMAIL,
                recipient(Audience.CUSTOMER, MOBILE, null, ATHENS),
                preference(wishes(quiet("23:00-03:30", null)), NIGHT),
                Instant.parse("2026-10-25T00:15:00Z"));
        assertThat(until).contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void whatIsUrgentDoesNotWait() {
        for (var kind : MessageKind.values()) {
            var until = Choice.quietUntil(
                    kind,
                    Medium.SMS,
                    recipient(Audience.CUSTOMER, MOBILE, null, ATHENS),
                    preference(wishes(quiet("22:00-07:00", null)), NIGHT),
                    Instant.parse("2026-11-22T23:00:00Z"));
            assertThat(until.isEmpty()).as(kind.toString()).isEqualTo(kind.urgent());
        }
    }

    @Test
    void theNightOfTextsIsForCustomers() {
        var night = Instant.parse("2026-11-22T23:00:00Z");
        for (var audience : List.of(Audience.COLLEAGUE, Audience.PARTY)) {
            assertThat(Choice.quietUntil(
                            MessageKind.UPDATE,
                            Medium.SMS,
                            recipient(audience, MOBILE, null, ATHENS),
                            preference(Wishes.NONE, NIGHT),
                            night))
                    .isEmpty();
        }
    }

    /** Zones with every peculiarity: half hours, half an hour of summer, a skipped day, changes at midnight. */
    private static final List<ZoneId> ZONES = List.of(
                    "Europe/Athens",
                    "America/New_York",
                    "Asia/Kolkata",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "America/Sao_Paulo",
                    "Africa/Casablanca",
                    "Asia/Beirut",
                    "Pacific/Chatham",
                    "UTC")
            .stream()
            .map(ZoneId::of)
            .toList();

    @Test
    void whateverTheHoursWhatWaitedLeavesOutsideThemWithinADay() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            for (int i = 0; i < 100; i++) {
                var zone = ZONES.get(random.nextInt(ZONES.size()));
                var own = random.nextInt(4) == 0 ? null : quiet(random);
                var medium = random.nextBoolean() ? Medium.SMS : Medium.EMAIL;
                // Around changes of clocks half of the time.
                var now = random.nextBoolean()
                        ? Instant.ofEpochSecond(1_262_304_000L + random.nextInt(600_000_000))
                        : near(zone, random);
                var recipient = recipient(Audience.CUSTOMER, MOBILE, null, zone);
                var preference = preference(wishes(own), NIGHT);

                var until = Choice.quietUntil(MessageKind.UPDATE, medium, recipient, preference, now);

                var told = "seed %d.%d: %s by %s at %s in %s".formatted(seed, i, own, medium, now, zone);
                var leaves = until.orElse(now);
                assertThat(isQuiet(own, leaves, zone)).as(told).isFalse();
                if (medium == Medium.SMS && own == null) {
                    assertThat(isQuiet(NIGHT, leaves, zone)).as(told).isFalse();
                }
                assertThat(Duration.between(now, leaves)).as(told).isBetween(Duration.ZERO, Duration.ofHours(25));
                assertThat(Choice.quietUntil(MessageKind.UPDATE, medium, recipient, preference, leaves))
                        .as("%s, once more", told)
                        .isEmpty();
                if (medium == Medium.EMAIL && isQuiet(own, now, zone)) {
                    assertThat(until).as(told).isPresent();
                }
            }
        }
    }

    /** The same, told by what the wall says. */
    private static boolean isQuiet(@Nullable Quiet quiet, Instant at, ZoneId zone) {
        if (quiet == null) {
            return false;
        }
        var wall = at.atZone(zone).toLocalDateTime();
        var time = wall.toLocalTime();
        if (quiet.from().isBefore(quiet.until())) {
            return quiet.days().contains(wall.getDayOfWeek())
                    && !time.isBefore(quiet.from())
                    && time.isBefore(quiet.until());
        }
        return (quiet.days().contains(wall.getDayOfWeek()) && !time.isBefore(quiet.from()))
                || (quiet.days().contains(wall.minusDays(1).getDayOfWeek()) && time.isBefore(quiet.until()));
    }

    private static Instant near(ZoneId zone, Random random) {
        var change =
                zone.getRules().nextTransition(Instant.ofEpochSecond(1_262_304_000L + random.nextInt(600_000_000)));
        var around = change == null ? Instant.EPOCH : change.getInstant();
        return around.plusSeconds((long) random.nextInt(2 * 86_400) - 86_400);
    }

    /** Sixteen hours at most. */
    private static Quiet quiet(Random random) {
        var from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        var days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).filter(day -> random.nextInt(3) > 0).forEach(days::add);
        return new Quiet(from, from.plusMinutes(15L * (1 + random.nextInt(64))), days);
    }

    private static @Nullable Quiet quiet(@Nullable String hours, @Nullable DayOfWeek on) {
        if (hours == null) {
            return null;
        }
        return new Quiet(
                LocalTime.parse(hours.substring(0, 5)),
                LocalTime.parse(hours.substring(6)),
                on == null ? EnumSet.allOf(DayOfWeek.class) : EnumSet.of(on));
    }

    private static List<Medium> media(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ")).map(Medium::valueOf).toList();
    }

    private static Wishes wishes(@Nullable Quiet quiet) {
        return new Wishes(List.of(), Map.of(), quiet, List.of(), Set.of());
    }

    private static Preference preference(Wishes wishes, @Nullable Quiet night) {
        return new Preference(new Person(Audience.CUSTOMER, "x"), null, null, null, null, null, wishes, night, 0);
    }

    private static Recipient recipient(Audience audience, @Nullable String phone, @Nullable Medium likes, ZoneId zone) {
        return new Recipient(
                audience, "x", null, null, 1, "Ann Ode", Language.EN, zone, "ann@example.org", phone, likes, null);
    }
}
