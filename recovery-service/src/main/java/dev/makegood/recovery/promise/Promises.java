package dev.makegood.recovery.promise;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PauseReason;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.recovery.calendar.Calendars;
import dev.makegood.recovery.calendar.WorkingCalendar;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every promise, and the pauses in which their clocks stand still. A promise's row is its timer: there is no other. */
@ApplicationScoped
public class Promises implements PanacheRepositoryBase<Promise, UUID> {

    private static final List<String> FORGET = List.of(
            "update promise set words = null, proof = null where journey_id = :journey",
            "update pause set words = null where journey_id = :journey");

    private static final int FAR = 9999;

    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    /** When a promise that nobody made is due: after everything. */
    public static final Instant NEVER =
            OffsetDateTime.of(FAR, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    /** What is kept by something that the owner does outside of this system, and says so. */
    private static final Set<PromiseKind> KEPT_BY_WORD =
            Set.of(PromiseKind.FIRST_CONTACT, PromiseKind.CALL_BACK, PromiseKind.REMEDY_DELIVERY);

    /** What people promise. The rest is promised by the charter, and by law. */
    private static final Set<PromiseKind> MADE_BY_PEOPLE = Set.of(
            PromiseKind.FIRST_CONTACT,
            PromiseKind.NEXT_UPDATE,
            PromiseKind.CALL_BACK,
            PromiseKind.REMEDY_DELIVERY,
            PromiseKind.RESOLUTION);

    private final Pauses pauses;
    private final Calendars calendars;
    private final PromiseSettings settings;
    private final Clock clock;

    Promises(Pauses pauses, Calendars calendars, PromiseSettings settings, Clock clock) {
        this.pauses = pauses;
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
    }

    /** The promises with which a journey begins, which nobody can have paused yet. They are made by {@link #make(List, JourneyState)}. */
    public List<Promise> first(UUID journey, List<Commitment> commitments, Instant openedAt) {
        return commitments.stream()
                .map(commitment -> new Promise(journey, commitment, calendar(commitment), List.of(), openedAt))
                .toList();
    }

    /** Makes these. */
    public List<PromiseMade> make(List<Promise> first, JourneyState state) {
        persist(first);
        return first.stream().map(promise -> promise.made(state)).toList();
    }

    /**
     * Promises this.
     *
     * @throws Unprocessable if there is no such calendar
     */
    public PromiseMade make(UUID journey, Commitment commitment, JourneyState state) {
        var promise = new Promise(journey, commitment, calendar(commitment), stops(journey), clock.instant());
        persist(promise);
        return promise.made(state);
    }

    private WorkingCalendar calendar(Commitment commitment) {
        return calendars
                .latest(commitment.calendar())
                .orElseThrow(() -> new Unprocessable("/calendar", "unknown", "There is no such calendar."));
    }

    /**
     * Promises what a person has promised a customer.
     *
     * @throws Unprocessable if it is nothing that people promise, if it is not in the future, or if what it is to replace cannot
     *     be replaced
     */
    public PromiseMade makeByPerson(UUID journey, Commitment commitment, JourneyState state) {
        if (!MADE_BY_PEOPLE.contains(commitment.kind())) {
            throw new Unprocessable(
                    "/kind",
                    "not-yours-to-promise",
                    "People promise: %s."
                            .formatted(MADE_BY_PEOPLE.stream().sorted().toList()));
        }
        var named = commitment.dueAt();
        if (named != null && !named.isAfter(clock.instant())) {
            throw new Unprocessable("/dueAt", "in-the-past", "A promise is about the future.");
        }
        if (commitment.replaces() != null) {
            requireReplaceable(journey, commitment.replaces(), commitment.kind());
        }
        return make(journey, commitment, state);
    }

    private void requireReplaceable(UUID journey, UUID replaced, PromiseKind kind) {
        var all = of(journey);
        var promise = all.stream()
                .filter(candidate -> candidate.id().equals(replaced))
                .findFirst()
                .orElseThrow(() -> new Unprocessable("/replaces", "unknown", "There is no such promise here."));
        if (promise.kind() != kind) {
            throw new Unprocessable("/replaces", "other-kind", "That was %s.".formatted(promise.kind()));
        }
        if (promise.doneAt() != null || promise.state() == Promise.State.LAPSED) {
            throw new Unprocessable("/replaces", "settled", "What was promised there is done, or not owed any more.");
        }
        if (all.stream().anyMatch(other -> replaced.equals(other.replaces()))) {
            throw new Unprocessable("/replaces", "replaced", "Another was made after it already: replace that.");
        }
    }

    /** Settles what still runs of these kinds: what was promised has happened. */
    public List<Event> settle(UUID journey, JourneyState state, PromiseKind... kinds) {
        var now = clock.instant();
        var wanted = Arrays.asList(kinds);
        return running(journey).stream()
                .filter(promise -> wanted.contains(promise.kind()))
                .flatMap(promise -> promise.done(state, now).stream())
                .toList();
    }

    /**
     * What was promised of this kind happened then: in time or not, and whether anybody still waits for it or not. What had lapsed
     * by then stays so, and is not owed anew when its journey goes on.
     */
    public List<Event> happened(UUID journey, PromiseKind kind, Instant at, JourneyState state) {
        return of(journey).stream()
                .filter(promise -> promise.kind() == kind && promise.doneAt() == null)
                .flatMap(promise -> promise.done(state, at).stream())
                .toList();
    }

    /**
     * What was promised there has happened, and with it what it replaced, or was replaced by.
     *
     * @throws NotFound if the journey made no such promise
     * @throws KeptByDeeds if it is kept by what the owner does here
     */
    public List<Event> keep(UUID journey, UUID id, String proof, JourneyState state) {
        var now = clock.instant();
        var all = of(journey);
        var promise = all.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (!KEPT_BY_WORD.contains(promise.kind())) {
            throw new KeptByDeeds(promise.kind());
        }
        if (promise.doneAt() != null || promise.state() == Promise.State.LAPSED) {
            throw new AlreadySettled(promise.state());
        }
        promise.proven(proof);
        var chain = chain(all, id);
        return all.stream()
                .filter(candidate -> chain.contains(candidate.id()))
                .flatMap(candidate -> candidate.done(state, now).stream())
                .toList();
    }

    /** A promise, what it was made after, and what was made after it. */
    private static Set<UUID> chain(List<Promise> all, UUID id) {
        Set<UUID> chain = new HashSet<>(Set.of(id));
        int before;
        do {
            before = chain.size();
            for (Promise promise : all) {
                var replaced = promise.replaces();
                if (replaced != null && (chain.contains(promise.id()) || chain.contains(replaced))) {
                    chain.addAll(List.of(promise.id(), replaced));
                }
            }
        } while (chain.size() > before);
        return chain;
    }

    /**
     * The clocks of a journey that is not paused stand still, except those of the law.
     *
     * @throws Unprocessable if that would be for too long
     */
    public List<Event> pause(
            UUID journey, PauseReason reason, @Nullable String words, Person by, Instant until, JourneyState state) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(settings.longestPause()))) {
            throw new Unprocessable(
                    "/until",
                    "out-of-range",
                    "In the future, and %d days from now at the latest."
                            .formatted(settings.longestPause().toDays()));
        }
        var pause = new Pause(journey, reason, words, by, until, now);
        pauses.persist(pause);
        List<Event> events = new ArrayList<>(List.of(pause.paused(state)));
        events.addAll(follow(journey, state, now));
        return events;
    }

    /** The clocks of a journey that is paused go on. */
    public List<Event> resume(UUID journey, @Nullable Person by, JourneyState state) {
        var now = clock.instant();
        var pause = pauses.open(journey).orElseThrow();
        List<Event> events = new ArrayList<>(List.of(pause.end(by, state, now)));
        events.addAll(follow(journey, state, now));
        return events;
    }

    /**
     * The customer did what the clocks of a journey that is paused stand still for, if that is what they stand still for: they go on.
     */
    public List<Event> resumeByCustomer(UUID journey, JourneyState state) {
        return pauses.open(journey)
                        .filter(pause -> pause.reason() == PauseReason.WAITING_FOR_CUSTOMER)
                        .isEmpty()
                ? List.of()
                : resume(journey, null, state);
    }

    /**
     * What a customer was promised in a journey that another one answers now holds in that one: of each kind no later than they
     * were told there. What somebody promised in words is promised there in the same words.
     *
     * @param since when it ended, and what was not due yet lapsed
     * @param kinds what can still be kept there, beside what is awaited there anyway
     */
    public List<Event> takeOver(UUID from, Instant since, UUID to, JourneyState state, Set<PromiseKind> kinds) {
        var now = clock.instant();
        Map<PromiseKind, Instant> soonest = new EnumMap<>(PromiseKind.class);
        running(to).stream()
                .filter(promise -> promise.state() == Promise.State.PENDING)
                .forEach(promise -> soonest.merge(promise.kind(), promise.dueAt(), Promises::sooner));
        List<Event> made = new ArrayList<>();
        for (Promise owed : lapsed(from, since)) {
            var held = soonest.get(owed.kind());
            boolean canBeKept = kinds.contains(owed.kind()) || held != null;
            if (canBeKept && (owed.words() != null || held == null || held.isAfter(owed.dueAt()))) {
                made.add(make(to, again(owed, now), state));
                soonest.merge(owed.kind(), owed.dueAt(), Promises::sooner);
            }
        }
        return made;
    }

    /** What had lapsed since then holds again, by the time that was said. */
    public List<Event> revive(UUID journey, Instant since, JourneyState state) {
        var now = clock.instant();
        List<Event> made = new ArrayList<>();
        for (Promise owed : lapsed(journey, since)) {
            made.add(make(journey, again(owed, now), state));
        }
        return made;
    }

    private List<Promise> lapsed(UUID journey, Instant since) {
        return list(
                "journeyId = ?1 and state = ?2 and settledAt >= ?3 and doneAt is null order by dueAt, id",
                journey,
                Promise.State.LAPSED,
                since);
    }

    /** What came to be due meanwhile is due at once. */
    private static Commitment again(Promise owed, Instant now) {
        var dueAt = owed.dueAt().isAfter(now) ? owed.dueAt() : now.plus(AT_ONCE);
        return new Commitment(owed.kind(), null, dueAt, Calendars.ALWAYS, owed.right(), null, owed.words());
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<Event> follow(UUID journey, JourneyState state, Instant now) {
        var stops = stops(journey);
        return running(journey).stream()
                .flatMap(promise -> promise.follow(calendar(promise), stops, state, now).stream())
                .map(Event.class::cast)
                .toList();
    }

    /** What was promised of this kind will not happen, and the customer was told so: it is not owed any more, nor was it kept. */
    public List<Event> lapse(UUID journey, JourneyState state, PromiseKind kind) {
        var now = clock.instant();
        List<Event> events = new ArrayList<>();
        running(journey).stream()
                .filter(promise -> promise.kind() == kind)
                .forEach(promise -> promise.end(state, now).ifPresent(events::add));
        return events;
    }

    /** The journey is over: what was not due yet is not owed any more, and no clock runs or stands still. */
    public List<Event> end(UUID journey, Person by, JourneyState state) {
        var now = clock.instant();
        List<Event> events = new ArrayList<>();
        running(journey).forEach(promise -> promise.end(state, now).ifPresent(events::add));
        pauses.open(journey).ifPresent(pause -> events.add(pause.end(by, state, now)));
        return events;
    }

    /** All of a journey, soonest first. */
    public List<Promise> of(UUID journey) {
        return list("journeyId = ?1 order by dueAt, id", journey);
    }

    /** The pauses of a journey, in their order. */
    public List<Pause> pauses(UUID journey) {
        return pauses.of(journey);
    }

    /** How much time is left until it is due, in the time that its calendar counts; none once it is settled. */
    public Duration left(Promise promise, List<Pause> all, Instant now) {
        if (promise.state() != Promise.State.PENDING) {
            return Duration.ZERO;
        }
        var goesOnAt = promise.kind() == PromiseKind.STATUTORY
                ? now
                : all.stream()
                        .map(Pause::stop)
                        .filter(stop ->
                                !stop.from().isAfter(now) && stop.until().isAfter(now))
                        .filter(stop -> promise.term() != null || !stop.from().isBefore(promise.madeAt()))
                        .map(Stop::until)
                        .findFirst()
                        .orElse(now);
        return PromiseClock.left(
                goesOnAt, promise.madeAt(), promise.agreedAt(), promise.dueAt(), promise.term(), calendar(promise));
    }

    /** How much time is left until the next promise of each journey is due, in the time that its own calendar counts. */
    public Map<UUID, Duration> leftUntilNext(Collection<UUID> journeys, Instant now) {
        if (journeys.isEmpty()) {
            return Map.of();
        }
        var stopped = pauses.of(journeys).stream().collect(Collectors.groupingBy(Pause::journeyId));
        Map<UUID, Duration> left = new HashMap<>();
        list("journeyId in ?1 and state = ?2 order by dueAt, id", journeys, Promise.State.PENDING)
                .forEach(promise -> left.computeIfAbsent(
                        promise.journeyId(), journey -> left(promise, stopped.getOrDefault(journey, List.of()), now)));
        return left;
    }

    /** When the next promise of a journey is due; {@link #NEVER} if none is pending. */
    public Instant next(UUID journey) {
        var next = getEntityManager()
                .createQuery(
                        "select min(dueAt) from Promise where journeyId = :journey and state = PENDING", Instant.class)
                .setParameter("journey", journey)
                .getSingleResult();
        return next == null ? NEVER : next;
    }

    /** When the customer was told last that it will be put right, if such a promise is pending. */
    public Optional<Instant> resolution(UUID journey) {
        var running = running(journey);
        var replaced = running.stream().map(Promise::replaces).collect(Collectors.toSet());
        return running.stream()
                .filter(promise -> promise.kind() == PromiseKind.RESOLUTION)
                .filter(promise -> promise.state() == Promise.State.PENDING)
                .filter(promise -> !replaced.contains(promise.id()))
                .map(Promise::dueAt)
                .findFirst();
    }

    private List<Promise> running(UUID journey) {
        return list("journeyId = ?1 and nextAt is not null order by dueAt, id", journey);
    }

    private List<Stop> stops(UUID journey) {
        return pauses.of(journey).stream().map(Pause::stop).toList();
    }

    private WorkingCalendar calendar(Promise promise) {
        return calendars.require(promise.calendarId(), promise.calendarVersion());
    }

    /** What was promised, and kept, stays; what was said about it does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
