package dev.makegood.recovery.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agent.Presence;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.agent.Deputies;
import dev.makegood.recovery.agent.Deputies.Away;
import dev.makegood.recovery.agent.Directory;
import dev.makegood.recovery.journey.Succession.Handover;
import dev.makegood.recovery.testing.Complaints;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aDeputyOwnsFromTheInstantOfLeavingHoweverLateAnybodyLooks() {
        var history = new History(new Random(1), List.of("eleni", "sofia"));
        history.away("eleni", "sofia", NOON.plusSeconds(60), NOON.plusSeconds(120));
        history.now = NOON.plusSeconds(3600);
        history.lookAt();
        assertThat(history.intervals)
                .extracting(OwnerInterval::fromAt)
                .containsExactly(history.openedAt, NOON.plusSeconds(60), NOON.plusSeconds(120));
        assertThat(history.intervals)
                .extracting(interval -> interval.owner().id())
                .containsExactly("eleni", "sofia", "eleni");
        assertThat(history.intervals.get(1).standsInFor()).isEqualTo("eleni");
    }

    @Test
    void whatIsGivenToSomeoneAwayIsTheirDeputysAtOnce() {
        var history = new History(new Random(1), List.of("eleni", "sofia", "mikko"));
        history.away("sofia", "mikko", NOON, NOON.plusSeconds(600));
        history.now = NOON.plusSeconds(10);
        history.give("sofia");
        assertThat(history.journey.owner().id()).isEqualTo("mikko");
        assertThat(history.journey.holder().id()).isEqualTo("sofia");
        history.now = NOON.plusSeconds(601);
        history.lookAt();
        assertThat(history.journey.owner().id()).isEqualTo("sofia");
        assertThat(history.journey.ownerSince()).isEqualTo(NOON.plusSeconds(600));
    }

    /** 10,000 journeys through assignments, transfers, absences, declines, crashes, closings and reopenings, at random. */
    @Test
    void whateverHappensThereIsOneOwnerAtEveryInstant() {
        for (int seed = 0; seed < 10_000; seed++) {
            var random = new Random(seed);
            var history = new History(random, List.of("eleni", "sofia", "mikko", "irina", "james"));
            int steps = 5 + random.nextInt(35);
            for (int step = 0; step < steps; step++) {
                history.step();
            }
            history.now = history.now.plusSeconds(random.nextInt(7200));
            if (history.journey.state() == JourneyState.CLOSED) {
                history.reopen();
            }
            history.lookAt();
            history.assertOneOwnerAtEveryInstant("seed " + seed);
        }
    }

    /** One journey's life, and what the test itself notes of it. */
    private static final class History {

        final Random random;
        final List<String> people;
        final Instant openedAt;
        final List<Away> absences = new ArrayList<>();
        final List<OwnerInterval> intervals = new ArrayList<>();

        /** To whom it was given, from when on: by the test's own notes. */
        final List<Deputies.Change> holders = new ArrayList<>();

        Journey journey;
        Instant now = NOON;

        History(Random random, List<String> people) {
            this.random = random;
            this.people = people;
            var complaint = Complaints.complaint(person("eleni"), true);
            journey = new Journey(complaint, person("eleni"));
            openedAt = NOON.minusSeconds(5);
            set(journey, "openedAt", openedAt);
            set(journey, "ownerSince", openedAt);
            intervals.add(new OwnerInterval(journey.id(), person("eleni"), journey.openedAt(), "test", null));
            holders.add(new Deputies.Change(journey.openedAt(), "eleni"));
        }

        void step() {
            now = now.plusMillis(random.nextInt(600_000));
            switch (random.nextInt(8)) {
                case 0, 1 -> give(anyone());
                case 2, 3 -> leave();
                case 4 -> comeBack();
                case 5 -> crash();
                case 6 -> {
                    if (journey.state() == JourneyState.CLOSED) {
                        reopen();
                    } else {
                        lookAt();
                        journey.withdraw(journey.owner(), now);
                    }
                }
                default -> {
                    // A transfer that is declined, or a look of the sweep: either way whoever should own it does.
                    lookAt();
                }
            }
        }

        void reopen() {
            lookAt();
            journey.reopen("again", now);
        }

        void give(String to) {
            if (journey.state() == JourneyState.CLOSED) {
                return;
            }
            lookAt();
            keep(new Succession(directory()).give(journey, person(to), "test", now));
            holders.add(new Deputies.Change(now, to));
        }

        /** Everything is done, and undone before it is committed. */
        private void crash() {
            var before = copy(journey);
            new Succession(directory()).follow(journey, now);
            new Succession(directory()).give(journey, person(anyone()), "crash", now);
            journey = before;
        }

        void leave() {
            var who = anyone();
            var from = random.nextBoolean() ? now : now.plusMillis(random.nextInt(3_600_000));
            var until = from.plusMillis(1 + random.nextInt(7_200_000));
            var deputy = anyone();
            boolean overlaps = absences.stream()
                    .anyMatch(other ->
                            other.agent().equals(who) && other.from().isBefore(until) && from.isBefore(other.until()));
            if (!deputy.equals(who) && !overlaps) {
                away(who, deputy, from, until);
            }
        }

        void away(String who, String deputy, Instant from, Instant until) {
            absences.add(new Away(who, deputy, from, until));
            journey.checkOwner(now);
        }

        private void comeBack() {
            var present = absences.stream()
                    .filter(absence -> absence.until().isAfter(now))
                    .findFirst();
            present.ifPresent(absence -> {
                absences.remove(absence);
                var until = absence.from().isAfter(now) ? absence.from() : now;
                absences.add(new Away(absence.agent(), absence.deputy(), absence.from(), until));
                journey.checkOwner(now);
            });
        }

        void lookAt() {
            if (!journey.ownerCheckAt().isAfter(now)) {
                keep(new Succession(directory()).follow(journey, now));
            }
        }

        private void keep(List<Handover> handovers) {
            for (Handover handover : handovers) {
                intervals.getLast().end(handover.next().fromAt());
                intervals.add(handover.next());
            }
        }

        void assertOneOwnerAtEveryInstant(String description) {
            for (int i = 1; i < intervals.size(); i++) {
                assertThat(intervals.get(i).fromAt())
                        .as(description)
                        .isEqualTo(intervals.get(i - 1).untilAt());
            }
            assertThat(intervals.getLast().untilAt()).as(description).isNull();
            assertThat(journey.owner())
                    .as(description)
                    .isEqualTo(intervals.getLast().owner());
            assertThat(Ownership.of(
                                    journey.id(),
                                    journey.owner(),
                                    journey.openedAt(),
                                    now,
                                    intervals.stream()
                                            .map(interval -> new Ownership.Owned(
                                                    interval.owner(),
                                                    interval.fromAt(),
                                                    interval.untilAt(),
                                                    interval.reason(),
                                                    interval.standsInFor()))
                                            .toList())
                            .unownedSeconds())
                    .as(description)
                    .isZero();
            long life = Duration.between(journey.openedAt(), now).toMillis();
            for (int i = 0; i < 25; i++) {
                var instant = journey.openedAt().plusMillis(random.nextLong(life + 1));
                var owners = intervals.stream()
                        .filter(interval -> !instant.isBefore(interval.fromAt())
                                && (interval.untilAt() == null || instant.isBefore(interval.untilAt())))
                        .map(interval -> interval.owner().id())
                        .toList();
                var holder = holders.stream()
                        .filter(change -> !change.at().isAfter(instant))
                        .toList()
                        .getLast()
                        .person();
                assertThat(owners)
                        .as("%s at %s, held by %s, away: %s", description, instant, holder, absences)
                        .containsExactly(directory().deputies().present(holder, instant));
            }
        }

        private Directory directory() {
            Map<String, Colleague> colleagues = new LinkedHashMap<>();
            people.forEach(id -> colleagues.put(id, colleague(id, Agent.Role.AGENT)));
            colleagues.put("lena", colleague("lena", Agent.Role.LEAD));
            return new Directory(colleagues, new Deputies(absences, List.of("lena")));
        }

        private String anyone() {
            return people.get(random.nextInt(people.size()));
        }

        private static Colleague colleague(String id, Agent.Role role) {
            return new Colleague(id, id, "front", role, List.of(), List.of(), 10, Presence.HERE);
        }

        private static Person person(String id) {
            return new Person(id, id);
        }

        private static Journey copy(Journey journey) {
            var copy = new Journey();
            for (Field field : Journey.class.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    set(copy, field.getName(), get(journey, field));
                }
            }
            return copy;
        }

        private static Object get(Journey journey, Field field) {
            try {
                field.setAccessible(true);
                return field.get(journey);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }

        private static void set(Journey journey, String name, Object value) {
            try {
                var field = Journey.class.getDeclaredField(name);
                field.setAccessible(true);
                field.set(journey, value);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
    }
}
