package dev.makegood.recovery.fact;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import dev.makegood.recovery.journey.Journeys;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every question that customers were asked. */
@ApplicationScoped
public class CustomerQuestions implements PanacheRepositoryBase<CustomerQuestion, UUID> {

    private static final List<String> FORGET = List.of("""
            update customer_question set words = '(erased)',
                answer = case when answer is not null then '(erased)' end, heard = null,
                again_because = case when again_because is not null then '(erased)' end
            where journey_id = :journey
            """, "delete from known_fact where journey_id = :journey");

    private final Journeys journeys;

    CustomerQuestions(Journeys journeys) {
        this.journeys = journeys;
    }

    /** All of a journey, and of those that were merged into it, in order. */
    List<CustomerQuestion> of(UUID journey) {
        return list("journeyId in ?1 order by askedAt, id", journeys.family(journey));
    }

    /** Those that wait for their answer. */
    List<CustomerQuestion> open(UUID journey) {
        return list("journeyId in ?1 and answer is null order by askedAt, id", journeys.family(journey));
    }

    /** How often the customer was asked for what we knew. */
    public long askedAgain(UUID journey) {
        return count("journeyId in ?1 and againBecause is not null", journeys.family(journey));
    }

    /** How often customers were asked for what we knew, in a time. */
    public long askedAgain(Instant from, Instant to) {
        return count("againBecause is not null and askedAt >= ?1 and askedAt < ?2", from, to);
    }

    /** The same by the party that had it, where it was one. */
    public Map<String, Long> askedAgainByParty(Instant from, Instant to) {
        return getEntityManager()
                .createQuery("""
                        select heldByParty, count(*) from CustomerQuestion
                        where heldByParty is not null and againBecause is not null and askedAt >= :from and askedAt < :to
                        group by heldByParty
                        """, Tuple.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, Long.class)));
    }

    /** What the customer was asked already, in our words. */
    public List<String> asked(UUID journey) {
        return of(journey).stream().map(CustomerQuestion::words).distinct().toList();
    }

    /** The last time that the customer was asked for this, or in these words. */
    Optional<CustomerQuestion> earlier(UUID journey, String fact, String words) {
        return find(
                        "journeyId in ?1 and (key = ?2 or words = ?3) order by askedAt desc",
                        journeys.family(journey),
                        FactName.key(fact),
                        words)
                .firstResultOptional();
    }

    /**
     * @throws NotFound if this journey has no such question
     */
    CustomerQuestion require(UUID journey, UUID id) {
        return findByIdOptional(id)
                .filter(question -> journeys.family(journey).contains(question.journeyId()))
                .orElseThrow(NotFound::new);
    }

    /** How often somebody was asked, and asked again, stays; what was asked and said does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
