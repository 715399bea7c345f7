package dev.makegood.recovery.agent;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody who works here. */
@ApplicationScoped
public class Agents implements PanacheRepositoryBase<Agent, String> {

    /** How old what is known of everybody may be where only a good choice is needed, and not the last word. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Longer than any transaction: whoever began one before an absence was written has ended it by then. */
    private static final Duration SETTLED = Duration.ofSeconds(40);

    private final Event<AbsencesChanged> changed;
    private final Clock clock;
    private volatile @Nullable Known known;

    Agents(Event<AbsencesChanged> changed, Clock clock) {
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * @throws NotFound if there is no such person
     */
    Agent require(String id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /**
     * Someone who is named in a request.
     *
     * @throws Unprocessable if nobody of this id works here
     */
    public Person named(String id, String pointer) {
        return findByIdOptional(id)
                .map(Agent::person)
                .orElseThrow(() -> new Unprocessable(pointer, "unknown", "Nobody of this id works here."));
    }

    List<Agent> after(String name, String id, @Nullable String team, int limit) {
        return find(
                        "(?1 is null or team = ?1) and (name > ?2 or (name = ?2 and id > ?3)) order by name, id",
                        team,
                        name,
                        id)
                .page(0, limit)
                .list();
    }

    /** Everybody, read now, with every absence that has not ended before this instant. */
    public Directory directory(Instant since) {
        Map<String, Colleague> colleagues = new LinkedHashMap<>();
        getEntityManager()
                .createQuery("""
                        select new dev.makegood.recovery.agent.Colleague(
                            id, name, team, role, languages, skills, capacity, presence)
                        from Agent order by id
                        """, Colleague.class)
                // Asked in the middle of opening many journeys, which are written together at the end.
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList()
                .forEach(colleague -> colleagues.put(colleague.id(), colleague));
        var absences = getEntityManager()
                .createQuery("""
                        select new dev.makegood.recovery.agent.Deputies$Away(agentId, deputyId, fromAt, untilAt)
                        from Absence where untilAt >= :since order by agentId, fromAt
                        """, Deputies.Away.class)
                .setParameter("since", since)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        var leads = colleagues.values().stream()
                .filter(colleague -> colleague.role() == Agent.Role.LEAD)
                .map(Colleague::id)
                .toList();
        return new Directory(colleagues, new Deputies(absences, leads));
    }

    /** Everybody, as of now or a second ago: good enough to choose by, and asked for at every complaint. */
    public Directory directory() {
        var now = clock.instant();
        var last = known;
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = new Known(now, directory(now.minus(Duration.ofHours(1))));
            known = last;
        }
        return last.directory();
    }

    /** What was known is out of date. */
    void forget() {
        known = null;
    }

    /** Someone's absences are others now; tells whoever gives journeys to people, now and once more a little later. */
    void changed(Absence absence, Set<String> affected) {
        absence.recheck(clock.instant().plus(SETTLED));
        flush();
        forget();
        changed.fire(new AbsencesChanged(affected));
    }

    /** Journeys that were given to someone in the very moment in which an absence was written are looked at again. */
    public void lookOnceMore() {
        var now = clock.instant();
        getEntityManager()
                .createNativeQuery(
                        "select * from absence where recheck_at <= :now limit 100 for update skip locked",
                        Absence.class)
                .setParameter("now", now)
                .getResultList()
                .forEach(found -> {
                    var absence = (Absence) found;
                    absence.rechecked();
                    changed.fire(new AbsencesChanged(ledTo(absence.agentId(), now)));
                });
    }

    List<Absence> absences(String agent, Instant since) {
        return getEntityManager()
                .createQuery(
                        "from Absence where agentId = :agent and untilAt > :since and untilAt > fromAt order by fromAt",
                        Absence.class)
                .setParameter("agent", agent)
                .setParameter("since", since)
                .getResultList();
    }

    @Nullable
    Absence absence(UUID id) {
        return getEntityManager().find(Absence.class, id);
    }

    /** This person, and everybody whose deputies lead to them. */
    Set<String> ledTo(String agent, Instant now) {
        Set<String> found = new HashSet<>();
        var open = new ArrayList<>(List.of(agent));
        while (!open.isEmpty()) {
            var person = open.removeLast();
            if (found.add(person)) {
                open.addAll(getEntityManager()
                        .createQuery(
                                "select distinct agentId from Absence where deputyId = :deputy and untilAt > :now",
                                String.class)
                        .setParameter("deputy", person)
                        .setParameter("now", now)
                        .getResultList());
            }
        }
        return found;
    }

    private record Known(Instant at, Directory directory) {}
}
