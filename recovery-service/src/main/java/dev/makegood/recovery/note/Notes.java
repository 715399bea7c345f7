package dev.makegood.recovery.note;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every note. */
@ApplicationScoped
class Notes implements PanacheRepositoryBase<Note, UUID> {

    private static final List<String> FORGET =
            List.of("update note set words = '(erased)', version = version + 1 where journey_id = :journey", """
            update note_before set words = '(erased)'
            where note_id in (select id from note
            where journey_id = :journey)
            """);

    List<Note> of(UUID journey, @Nullable Cursor after, int limit) {
        return find(
                        """
                        journeyId = ?1 and (writtenAt > ?2 or (writtenAt = ?2 and id > ?3)) order by writtenAt, id
                        """,
                        journey,
                        after == null ? Instant.EPOCH : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    /** What a note said before, the first first. */
    List<NoteBefore> before(UUID note) {
        return getEntityManager()
                .createQuery("from NoteBefore where id.noteId = :note order by id.version", NoteBefore.class)
                .setParameter("note", note)
                .getResultList();
    }

    /**
     * @throws NotFound if this journey has no such note
     */
    Note require(UUID journey, UUID id) {
        return findByIdOptional(id)
                .filter(note -> note.journeyId().equals(journey))
                .orElseThrow(NotFound::new);
    }

    /** What colleagues told each other about somebody is forgotten with them. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
