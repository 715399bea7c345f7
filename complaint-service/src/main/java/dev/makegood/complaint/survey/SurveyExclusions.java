package dev.makegood.complaint.survey;

import dev.makegood.contract.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Who left which survey out of the figures, or took it in again: kept, so that nothing is left out quietly. */
@ApplicationScoped
class SurveyExclusions {

    private final EntityManager entities;
    private final Clock clock;

    SurveyExclusions(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    void keep(Survey survey, boolean excluded, Person by, String reason) {
        entities.createNativeQuery("""
                        insert into survey_exclusion (id, survey_id, excluded, by_id, by_name, reason, at)
                        values (:id, :survey, :excluded, :byId, :byName, :reason, :at)
                        """)
                .setParameter("id", UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .setParameter("survey", survey.id())
                .setParameter("excluded", excluded)
                .setParameter("byId", by.id())
                .setParameter("byName", by.name())
                .setParameter("reason", reason)
                .setParameter("at", clock.instant())
                .executeUpdate();
    }
}
