package dev.makegood.recovery.problem;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Times;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.recovery.journey.JourneyMerged;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every problem, and the complaints that it caused. */
@ApplicationScoped
class Problems implements PanacheRepositoryBase<Problem, UUID> {

    /** A journey that this problem may have caused, by its cause. Who complained twice about one thing was hit once. */
    private static final String MATCHES = """
            cause = :cause and (cast(:subCause as text) is null or sub_cause = cast(:subCause as text))
            and (cast(:product as text) is null or lower(product) = lower(cast(:product as text)))
            and opened_at >= :from and opened_at < :until and coalesce(closing <> 'MERGED', true)
            """;

    /** The largest number of journeys that one call links. */
    private static final int MOST = 10_000;

    private final Clock clock;

    Problems(Clock clock) {
        this.clock = clock;
    }

    /**
     * @throws NotFound if there is no such problem
     */
    Problem require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /**
     * The problem, for a change.
     *
     * @throws NotFound if there is no such problem
     */
    Problem change(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
    }

    /** Problems, the newest first. */
    List<Problem> newest(
            Problem.@Nullable State state, @Nullable CauseClass cause, @Nullable Cursor before, int limit) {
        return find(
                        """
                        (?1 is null or state = ?1) and (?2 is null or cause = ?2)
                        and (raisedAt < ?3 or (raisedAt = ?3 and id < ?4)) order by raisedAt desc, id desc
                        """,
                        state,
                        cause,
                        before == null ? Times.LAST : before.at(),
                        before == null ? new UUID(-1, -1) : before.id())
                .page(0, limit)
                .list();
    }

    /** How many complaints of its cause came in between: those that match it, and others that somebody linked to it. */
    long count(Problem problem, Instant from, Instant until) {
        var matching = number(matching("select count(*) from journey where " + MATCHES, problem, from, until));
        var linked =
                number(matching("""
                        select count(*) from problem_journey join journey on journey.id = journey_id
                        where problem_id = :problem and opened_at >= :from and opened_at < :until
                        and not suspected and coalesce(closing <> 'MERGED', true) and (%s) is not true
                        """.formatted(MATCHES), problem, from, until).setParameter("problem", problem.id()));
        return matching + linked;
    }

    /** How many that came in between could be of its cause, for all that anybody has said. */
    long undecided(Problem problem, Instant from, Instant until) {
        return number(getEntityManager()
                .createNativeQuery("""
                        select count(*) from journey
                        where cause is null and state <> 'CLOSED' and opened_at >= :from and opened_at < :until
                        and (cast(:product as text) is null or lower(product) = lower(cast(:product as text))
                            or exists (select from problem_journey where problem_id = :problem and journey_id = journey.id))
                        """)
                .setParameter("problem", problem.id())
                .setParameter("product", problem.product())
                .setParameter("from", from)
                .setParameter("until", until));
    }

    /** Links these journeys, as far as there are such journeys and they are not linked already. Returns how many. */
    int link(Problem problem, List<UUID> journeys) {
        return getEntityManager()
                .createNativeQuery("""
                        insert into problem_journey (problem_id, journey_id, linked_at)
                        select :problem, id, :now from journey where id = any(:journeys) order by id
                        on conflict (problem_id, journey_id) do update set suspected = false
                        where problem_journey.suspected
                        """)
                .setParameter("problem", problem.id())
                .setParameter("now", clock.instant())
                .setParameter("journeys", journeys.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Links every journey of its cause from before it was fixed. Returns how many. */
    int linkMatching(Problem problem) {
        var until = problem.fixedAt() == null ? clock.instant() : problem.fixedAt();
        return matching("""
                        insert into problem_journey (problem_id, journey_id, linked_at)
                        select :problem, id, :now from (
                            select id from journey where %s order by opened_at desc limit %d) as journey order by id
                        on conflict (problem_id, journey_id) do update set suspected = false
                        where problem_journey.suspected
                        """.formatted(MATCHES, MOST), problem, Times.FIRST, until)
                .setParameter("problem", problem.id())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The customer says that it is theirs too: so it is taken, until somebody looked. What is proven to be gone it cannot be. */
    void suspect(@Observes ComplaintReceived received) {
        var problem = received.problemId();
        if (problem != null
                && findByIdOptional(problem).filter(Problem::canStillHappen).isPresent()) {
            getEntityManager()
                    .createNativeQuery("""
                            insert into problem_journey (problem_id, journey_id, linked_at, suspected)
                            values (:problem, :journey, :now, true) on conflict do nothing
                            """)
                    .setParameter("problem", problem)
                    .setParameter("journey", received.complaintId())
                    .setParameter("now", clock.instant())
                    .executeUpdate();
        }
    }

    /** Its customer is told once, on the journey that goes on. */
    void follow(@Observes JourneyMerged merged) {
        getEntityManager()
                .createNativeQuery("""
                        insert into problem_journey (problem_id, journey_id, linked_at, suspected, via)
                        select problem_id, :into, :now, suspected, :journey from problem_journey
                        where journey_id = :journey and told_at is null order by problem_id
                        on conflict do nothing
                        """)
                .setParameter("into", merged.into())
                .setParameter("journey", merged.journey())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** They were two things after all: what the one was linked to only by the other, it is not. */
    void part(@Observes ComplaintsUnmerged unmerged) {
        getEntityManager()
                .createNativeQuery("delete from problem_journey where via = :journey and told_at is null")
                .setParameter("journey", unmerged.complaintId())
                .executeUpdate();
    }

    /** What everybody may know of, the latest first: what can still happen, and what is proven to be gone. */
    List<Problem> published(int limit) {
        return find("publishedAt is not null and state <> CLOSED order by publishedAt desc, id desc")
                .page(0, limit)
                .list();
    }

    /** How many people said that each of these is theirs. */
    Map<UUID, Long> people(Collection<Problem> problems) {
        Map<UUID, Long> people = new HashMap<>();
        rows(getEntityManager()
                        .createNativeQuery("""
                                select problem_id, count(distinct customer_id)
                                from problem_journey join journey on journey.id = journey_id
                                where problem_id = any(:problems) and (closing is null or closing <> 'MERGED')
                                group by problem_id
                                """, Object[].class)
                        .setParameter(
                                "problems", problems.stream().map(Problem::id).toArray(UUID[]::new)))
                .forEach(row -> people.put((UUID) row[0], (Long) row[1]));
        return people;
    }

    /**
     * It was another cause after all.
     *
     * @throws AlreadyTold if its customer was told of the fix
     * @throws NotFound if they are not linked
     */
    void unlink(Problem problem, UUID journey) {
        int unlinked = getEntityManager()
                .createNativeQuery(
                        "delete from problem_journey where problem_id = ? and journey_id = ? and told_at is null")
                .setParameter(1, problem.id())
                .setParameter(2, journey)
                .executeUpdate();
        if (unlinked == 0) {
            if (linked(problem.id(), journey, 1).stream()
                    .anyMatch(link -> link.journey().equals(journey))) {
                throw new AlreadyTold();
            }
            throw new NotFound();
        }
    }

    /** A journey that a problem caused. */
    record Linked(
            UUID journey,
            String reference,
            Instant linkedAt,
            @Nullable Instant toldAt,
            boolean suspected) {}

    /** The linked journeys from this id on. */
    List<Linked> linked(UUID problem, @Nullable UUID from, int limit) {
        List<Object[]> rows = rows(getEntityManager()
                .createNativeQuery("""
                        select journey_id, reference, linked_at, told_at, suspected
                        from problem_journey join journey on journey.id = journey_id
                        where problem_id = ? and journey_id >= ? order by journey_id limit ?
                        """, Object[].class)
                .setParameter(1, problem)
                .setParameter(2, from == null ? new UUID(0, 0) : from)
                .setParameter(3, limit));
        return rows.stream()
                .map(row -> new Linked(
                        (UUID) row[0], (String) row[1], (Instant) row[2], (Instant) row[3], (Boolean) row[4]))
                .toList();
    }

    /** How many customers are linked, told, known to be affected, and contacted. */
    record Counts(long linked, long told, long affected, long contacted) {}

    Counts counts(UUID problem) {
        var row = rows(getEntityManager().createNativeQuery("""
                                select (select count(*) from problem_journey where problem_id = :id),
                                    (select count(told_at) from problem_journey where problem_id = :id),
                                    (select count(*) from problem_affected where problem_id = :id),
                                    (select count(contacted_at) from problem_affected where problem_id = :id)
                                """, Object[].class).setParameter("id", problem))
                .getFirst();
        return new Counts((Long) row[0], (Long) row[1], (Long) row[2], (Long) row[3]);
    }

    /** The next problem that was fixed and not measured since this instant, unless another replica has it. */
    Optional<Problem> nextToMeasure(Instant since) {
        return rows(getEntityManager().createNativeQuery("""
                                select id, version from problem where state = 'FIXED'
                                and coalesce(measured_at, fixed_at) < ? order by measured_at nulls first
                                limit 1 for update skip locked
                                """, Object[].class).setParameter(1, since)).stream()
                .map(row -> require((UUID) row[0]))
                .findFirst();
    }

    /**
     * Journeys whose customer is still to be told that their problem is fixed, unless another replica has them. Who said that it was
     * theirs too, and had another, is not told of this one; nor anybody whom nobody knows any more.
     */
    List<UUID[]> untold(int limit) {
        return rows(getEntityManager().createNativeQuery("""
                                select problem_id, journey_id
                                from problem_journey
                                join problem on problem.id = problem_id join journey on journey.id = journey_id
                                where told_at is null and problem.state in ('VERIFIED', 'CLOSED')
                                and (journey.closing is null or journey.closing <> 'MERGED') and journey.erased_at is null
                                and (not suspected or journey.cause is null or journey.cause = problem.cause)
                                order by journey_id limit ? for update of problem_journey skip locked
                                """, Object[].class).setParameter(1, limit)).stream()
                .map(row -> new UUID[] {(UUID) row[0], (UUID) row[1]})
                .toList();
    }

    void told(UUID problem, UUID journey, Instant now) {
        getEntityManager()
                .createNativeQuery("update problem_journey set told_at = ? where problem_id = ? and journey_id = ?")
                .setParameter(1, now)
                .setParameter(2, problem)
                .setParameter(3, journey)
                .executeUpdate();
    }

    private Query matching(String sql, Problem problem, Instant from, Instant until) {
        return getEntityManager()
                .createNativeQuery(sql)
                .setParameter("cause", problem.cause().name())
                .setParameter("subCause", problem.subCause())
                .setParameter("product", problem.product())
                .setParameter("from", from)
                .setParameter("until", until);
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }

    @SuppressWarnings("unchecked") // a query for several columns answers with arrays
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }
}
