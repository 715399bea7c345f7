package dev.makegood.recovery.task;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that people have to do about journeys. */
@ApplicationScoped
public class Tasks implements PanacheRepositoryBase<Task, UUID> {

    /** Somebody has to do this. */
    public void add(Task task) {
        persist(task);
    }

    /** What was the one person's is the other's now. */
    public void handOver(UUID journey, Person from, Person to) {
        update(
                "personId = ?1, personName = ?2, version = version + 1 where journeyId = ?3 and personId = ?4 and doneAt is null",
                to.id(),
                to.name(),
                journey,
                from.id());
    }

    /** This one was done, whoever did it. */
    public void finish(UUID task, Instant now) {
        update("doneAt = ?1, version = version + 1 where id = ?2 and doneAt is null", now, task);
    }

    /** Whether somebody still has to do this about a journey. */
    public boolean isOpen(UUID journey, Task.Kind kind) {
        return count("journeyId = ?1 and kind = ?2 and doneAt is null", journey, kind) > 0;
    }

    /** It was done, whoever did it. */
    public void done(UUID journey, Task.Kind kind, Instant now) {
        update(
                "doneAt = ?1, version = version + 1 where journeyId = ?2 and kind = ?3 and doneAt is null",
                now,
                journey,
                kind);
    }

    /** Nothing is left to do about this journey. */
    public void done(UUID journey, Instant now) {
        update("doneAt = ?1, version = version + 1 where journeyId = ?2 and doneAt is null", now, journey);
    }

    /** What this person has to do, the soonest due first. */
    List<Task> open(String person, @Nullable Cursor after, int limit) {
        return find(
                        """
                        personId = ?1 and doneAt is null and (dueAt > ?2 or (dueAt = ?2 and id > ?3)) order by dueAt, id
                        """,
                        person,
                        after == null ? Instant.EPOCH : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    List<Task> of(UUID journey) {
        return list("journeyId = ?1 order by madeAt, id", journey);
    }

    /** Who is forgotten is named in no task. */
    void forget(@Observes CustomerErased erased) {
        if (erased.complaintId() != null) {
            update("what = '(erased)', version = version + 1 where journeyId = ?1", erased.complaintId());
        }
    }
}
