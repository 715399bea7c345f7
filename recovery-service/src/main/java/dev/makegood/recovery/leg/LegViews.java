package dev.makegood.recovery.leg;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of legs: never without the customer whom the work is for, what they were promised and what they are worth, so that
 * whoever walks a leg sees past their own department.
 */
@ApplicationScoped
public class LegViews {

    private static final BigDecimal SECONDS_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private final Legs legs;
    private final Journeys journeys;
    private final Clock clock;

    LegViews(Legs legs, Journeys journeys, Clock clock) {
        this.legs = legs;
        this.journeys = journeys;
        this.clock = clock;
    }

    public LegView of(Leg leg) {
        return of(List.of(leg)).getFirst();
    }

    List<LegView> of(List<Leg> shown) {
        if (shown.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var ids = shown.stream().map(Leg::journeyId).distinct().toList();
        Map<UUID, Journey> owned =
                journeys.list("id in ?1", ids).stream().collect(Collectors.toMap(Journey::id, Function.identity()));
        var rounds = legs.rounds(shown.stream().map(Leg::id).toList()).stream()
                .collect(Collectors.groupingBy(LegRound::legId));
        var promises = promises(shown, ids);
        return shown.stream()
                .map(leg -> view(
                        leg,
                        Objects.requireNonNull(owned.get(leg.journeyId())),
                        rounds.getOrDefault(leg.id(), List.of()),
                        held(leg, promises),
                        now))
                .toList();
    }

    private List<Promise> promises(List<Leg> shown, List<UUID> journeysOfThem) {
        return legs.getEntityManager()
                .createQuery(
                        "from Promise where journeyId in :journeys and (state = PENDING or id in :served)"
                                + " order by dueAt, id",
                        Promise.class)
                .setParameter("journeys", journeysOfThem)
                .setParameter(
                        "served",
                        shown.stream()
                                .map(Leg::servesPromise)
                                .filter(Objects::nonNull)
                                .toList())
                .getResultList();
    }

    /** What the customer holds: the promise that the leg serves, else that it is put right, else whatever is next. */
    private static @Nullable PromiseHeld held(Leg leg, List<Promise> promises) {
        var pending = promises.stream()
                .filter(promise -> promise.journeyId().equals(leg.journeyId()))
                .toList();
        return pending.stream()
                .filter(promise -> promise.id().equals(leg.servesPromise()))
                .findFirst()
                .or(() -> pending.stream()
                        .filter(promise -> promise.kind() == PromiseKind.RESOLUTION)
                        .findFirst())
                .or(() -> pending.stream().findFirst())
                .map(PromiseHeld::of)
                .orElse(null);
    }

    private static LegView view(
            Leg leg, Journey journey, List<LegRound> rounds, @Nullable PromiseHeld promise, Instant now) {
        var ended = leg.endedAt();
        var took = rounds.stream()
                .map(LegRound::took)
                .reduce(Duration.between(leg.requestedAt(), ended == null ? now : ended), Duration::plus);
        return new LegView(
                leg.id(),
                leg.version(),
                leg.journeyId(),
                journey.reference(),
                journey.state(),
                journey.owner(),
                new CustomerShown(journey.customerName(), journey.lifetimeValue()),
                promise,
                leg.party(),
                leg.work(),
                leg.packet(),
                leg.dueAt(),
                leg.state(),
                leg.requestedAt(),
                leg.acceptedAt(),
                ended,
                leg.answer(),
                leg.evidence(),
                ended == null ? null : took.toSeconds(),
                days(took),
                (ended == null ? now : ended).isAfter(leg.dueAt()),
                leg.round(),
                leg.bounces(),
                rounds.stream().map(RoundView::of).toList(),
                leg.steps(),
                leg.ownerSteps());
    }

    /** In days, to a quarter of an hour. */
    static BigDecimal days(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds()).divide(SECONDS_A_DAY, 2, RoundingMode.DOWN);
    }

    /** A page of legs. */
    public record LegPage(List<LegView> items, @Nullable String next) {}

    /** Whom the work is for. */
    public record CustomerShown(String name, @Nullable Money lifetimeValue) {}

    /** What the customer was told, and by when. */
    public record PromiseHeld(PromiseKind kind, Instant dueAt, Promise.State state) {

        static PromiseHeld of(Promise promise) {
            return new PromiseHeld(promise.kind(), promise.dueAt(), promise.state());
        }
    }

    /** A round that is over. */
    public record RoundView(
            int round,
            Leg.State state,
            Instant dueAt,
            Instant requestedAt,
            @Nullable Instant acceptedAt,
            Instant endedAt,
            @Nullable String answer,
            List<LegEvidence> evidence) {

        static RoundView of(LegRound round) {
            return new RoundView(
                    round.round(),
                    round.state(),
                    round.dueAt(),
                    round.requestedAt(),
                    round.acceptedAt(),
                    round.endedAt(),
                    round.answer(),
                    round.evidence());
        }
    }

    /**
     * A leg.
     *
     * @param owner whose journey it is: whom to ask
     * @param promise what the customer was told
     * @param requestedAt when this round began: its clock is its own, whatever others took before
     * @param answer why it was declined or withdrawn, or what was done
     * @param secondsOnLeg in all rounds, once it has ended
     * @param daysOnLeg in all rounds so far
     * @param late whether this round took, or takes, longer than it may
     * @param round which round this is; it grows when the leg is reopened
     * @param bounces how often it was declined
     * @param rounds those that are over
     * @param steps what the party can do now
     * @param ownerSteps what the owner can do now
     */
    public record LegView(
            UUID id,
            int version,
            UUID journeyId,
            String reference,
            JourneyState journeyState,
            Person owner,
            CustomerShown customer,
            @Nullable PromiseHeld promise,
            Party party,
            String work,
            Packet packet,
            Instant dueAt,
            Leg.State state,
            Instant requestedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant endedAt,
            @Nullable String answer,
            List<LegEvidence> evidence,
            @Nullable Long secondsOnLeg,
            BigDecimal daysOnLeg,
            boolean late,
            int round,
            int bounces,
            List<RoundView> rounds,
            List<String> steps,
            List<String> ownerSteps) {}
}
