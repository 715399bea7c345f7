package dev.makegood.complaint.duplicate;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Likeness;
import dev.makegood.contract.JourneyState;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Complaints that are probably one: of the same person, within thirty days of each other, in much the same words. Of two real
 * narratives about different things (the CFPB's), one pair in a hundred shares more than 0.27 of its words, and one in a hundred
 * more than 0.34 of its groups of three letters.
 */
@ApplicationScoped
class Duplicates implements Likeness {

    /** A person is who is known as such, and whoever has their mailbox or their telephone. Short texts are compared by letters. */
    private static final String SIMILAR = """
            with self as (
                select complaint.*, tsvector_to_array(makegood_words(complaint.language, verbatim)) as stems,
                    email_key, phone_e164
                from complaint join customer on customer.id = customer_id where complaint.id = ?),
            people as (
                select customer_id as id from self
                union select representative_id from self where representative_id is not null
                union select customer.id from self join customer on customer.email_key = self.email_key
                union select customer.id from self join customer on customer.phone_e164 = self.phone_e164),
            others as (
                select complaint.* from self, people join complaint on complaint.customer_id = people.id
                where complaint.id <> self.id and complaint.merged_into is null and complaint.erased_at is null
                and complaint.received_at between self.received_at - interval '30 days' and self.received_at + interval '30 days'
                order by complaint.received_at desc limit 50),
            compared as (
                select others.id, others.reference, others.received_at, others.state,
                    (select count(*) from unnest(self.stems) as stem where stem = any(other.stems)) as shared,
                    cardinality(self.stems) as words, cardinality(other.stems) as other_words,
                    case when length(self.verbatim) < 1000 and length(others.verbatim) < 1000
                        then similarity(self.verbatim, others.verbatim) else 0 end as letters
                from self, others, lateral (
                    select tsvector_to_array(makegood_words(others.language, others.verbatim)) as stems) as other),
            scored as (
                select id, reference, received_at, state, greatest(
                    2.0 * shared / greatest(words + other_words, 1),
                    case when letters >= 0.45 then letters else 0 end,
                    -- One that says again a part of what the other said.
                    case when least(words, other_words) >= 5 and shared >= 0.75 * least(words, other_words)
                        then 0.8 * shared / least(words, other_words) else 0 end) as score
                from compared)
            select id, reference, received_at, state, round(score::numeric, 2)::double precision from scored
            where score >= 0.3 order by score desc, received_at desc limit 20
            """;

    private final AgroalDataSource database;

    Duplicates(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public List<Similar> of(Complaint complaint) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SIMILAR)) {
            select.setObject(1, complaint.id());
            List<Similar> similar = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    similar.add(new Similar(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            JourneyState.valueOf(rows.getString(4)),
                            rows.getDouble(5)));
                }
            }
            return similar;
        } catch (SQLException e) {
            throw new IllegalStateException("Complaints could not be compared", e);
        }
    }
}
