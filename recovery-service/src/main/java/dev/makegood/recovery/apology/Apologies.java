package dev.makegood.recovery.apology;

import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Person;
import dev.makegood.recovery.erasure.Erasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Hears apologies, and lets pass those that are a person's own. */
@ApplicationScoped
public class Apologies {

    /** On how many other journeys someone may have said the same. */
    private static final int SAID_BEFORE = 2;

    private final EntityManager entities;
    private final Clock clock;

    Apologies(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * An apology on a journey.
     *
     * @param twice whether the same happened to this customer before: then more is asked for
     * @throws TemplateApology if the words are a template's, or what this person tells everybody
     */
    public void hear(UUID journey, String customer, Person by, String words, boolean twice) {
        var names = List.of(customer, by.name());
        if (!PersonalWords.shipped().areOwn(words, names, twice)) {
            throw twice ? TemplateApology.tooShort() : TemplateApology.stock();
        }
        byte[] essence = digest(PersonalWords.essence(words, names));
        int before = saidOnOthers(by, essence, journey);
        if (before > (twice ? 0 : SAID_BEFORE)) {
            throw TemplateApology.repeated(before);
        }
        entities.createNativeQuery("""
                        insert into apology_words (by_id, essence, journey_id, said_at) values (?1, ?2, ?3, ?4)
                        on conflict do nothing
                        """)
                .setParameter(1, by.id())
                .setParameter(2, essence)
                .setParameter(3, journey)
                .setParameter(4, clock.instant())
                .executeUpdate();
    }

    /** Not even what can no longer be read is kept of the words. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, entities, List.of("delete from apology_words where journey_id = :journey"));
    }

    private int saidOnOthers(Person by, byte[] essence, UUID journey) {
        return ((Number) entities.createNativeQuery(
                                "select count(*) from apology_words where by_id = ?1 and essence = ?2 and journey_id <> ?3")
                        .setParameter(1, by.id())
                        .setParameter(2, essence)
                        .setParameter(3, journey)
                        .getSingleResult())
                .intValue();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
