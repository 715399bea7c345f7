package dev.makegood.complaint.mail;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every mail that was taken in, with its bytes. */
@ApplicationScoped
class Mails implements PanacheRepositoryBase<Mail, UUID> {

    /**
     * @throws NotFound if there is no such mail
     */
    Mail require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /**
     * The same, for a decision: who decides about the same mail waits.
     *
     * @throws NotFound if there is no such mail
     */
    Mail decideOn(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
    }

    /** Whether this mail is here already. Until the end of this transaction nobody else takes it in. */
    boolean has(byte[] identity) {
        getEntityManager()
                .createNativeQuery("select count(*) from (select pg_advisory_xact_lock(:key)) as locked")
                .setParameter("key", ByteBuffer.wrap(identity).getLong())
                .getSingleResult();
        return count("identity", identity) > 0;
    }

    /** Files a mail with its bytes. */
    void keep(Mail mail, byte[] bytes) {
        persist(mail);
        flush();
        getEntityManager()
                .createNativeQuery("insert into mail_content (mail_id, bytes) values (:id, :bytes)")
                .setParameter("id", mail.id())
                .setParameter("bytes", bytes)
                .executeUpdate();
    }

    /** The bytes, as they came; empty once their author is forgotten. */
    Optional<byte[]> bytes(UUID id) {
        return getEntityManager()
                .createNativeQuery("select bytes from mail_content where mail_id = :id", byte[].class)
                .setParameter("id", id)
                .getResultStream()
                .map(byte[].class::cast)
                .findFirst();
    }

    /** How many complaints this address began by mail since then. */
    long begunBy(String author, Instant since) {
        return count("author = ?1 and receivedAt >= ?2 and began = true", author, since);
    }

    /** How many messages this address added to conversations since then. */
    long addedBy(String author, Instant since) {
        return count(
                "author = ?1 and receivedAt >= ?2 and began = false and state = ?3",
                author,
                since,
                Mail.State.TAKEN_IN);
    }

    /** How many complaints began by mail since then. */
    long begun(Instant since) {
        return count("began = true and receivedAt >= ?1", since);
    }

    List<Mail> newest(
            Mail.@Nullable State state,
            Mail.@Nullable Reason reason,
            @Nullable UUID complaint,
            @Nullable Cursor after,
            int limit) {
        return getEntityManager()
                .createQuery("""
                        from Mail where (:state is null or state = :state) and (:reason is null or reason = :reason)
                        and (:complaint is null or complaintId = :complaint)
                        and (:id is null or receivedAt < :at or (receivedAt = :at and id < :id))
                        order by receivedAt desc, id desc
                        """, Mail.class)
                .setParameter("state", state)
                .setParameter("reason", reason)
                .setParameter("complaint", complaint)
                .setParameter("at", after == null ? Instant.EPOCH : after.at())
                .setParameter("id", after == null ? null : after.id())
                .setMaxResults(limit)
                .getResultList();
    }

    /** What a person wrote goes, and what was set aside from their address. That a mail came, and when, stays. */
    void forget(@Observes Erasing erasing) {
        flush();
        getEntityManager()
                .createNativeQuery("""
                        with theirs as (
                            update mail set state = 'FORGOTTEN', reason = null, author = null, author_name = null, subject = null,
                                written_at = null, by_reason = null, version = version + 1
                            where complaint_id = any(:complaints) or customer_id = :customer
                                or complaint_id is null
                                    and author = (select lower(email) from customer where id = :customer)
                            returning id)
                        delete from mail_content where mail_id in (select id from theirs)
                        """)
                .setParameter("complaints", erasing.complaints().toArray(UUID[]::new))
                .setParameter("customer", erasing.customer())
                .executeUpdate();
    }

    /** Every mail of theirs that is here. */
    void tell(@Observes Exporting exporting) {
        exporting.add(
                "mails",
                find(
                                "(complaintId in ?1 or customerId = ?2) and state <> ?3 order by receivedAt, id",
                                exporting.complaints(),
                                exporting.customer(),
                                Mail.State.FORGOTTEN)
                        .stream()
                        .map(Told::of)
                        .toList());
    }

    /** What a person is told that we keep of a mail. */
    record Told(
            UUID id,
            @Nullable String author,
            @Nullable String subject,
            Instant receivedAt,
            Mail.State state,
            @Nullable UUID complaintId) {

        static Told of(Mail mail) {
            return new Told(
                    mail.id(), mail.author(), mail.subject(), mail.receivedAt(), mail.state(), mail.complaintId());
        }
    }
}
