package dev.makegood.complaint.voice;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import dev.makegood.contract.SurveyAnswered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What customers said, as everyone who works here may read it. It is redacted as it is written, from what is on file at that time:
 * so reading is quick, and no reading of it can leak.
 */
@ApplicationScoped
class Voices {

    /** Where somebody spoke. */
    public enum Source {
        COMPLAINT,
        SURVEY
    }

    /**
     * A voice.
     *
     * @param complaint which complaint it is about
     * @param words what they said; blanks are labelled, such as {@code [name]}
     */
    record Voice(
            UUID id,
            Source source,
            UUID complaint,
            String words,
            int blanks,
            Instant saidAt,
            @Nullable String product,
            @Nullable CauseClass cause,
            @Nullable String subCause,
            @Nullable String segment,
            Language language,
            List<Emotion> emotions,
            @Nullable Integer satisfaction) {}

    private static final String WRITE = """
            insert into voice (id, source, source_id, complaint_id, words, blanks, rules, said_at, product, cause, sub_cause,
                segment, language, emotions, satisfaction)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, known.cause, known.sub_cause, ?, ?, ?, ?
            from (select ?::uuid as complaint) spoken left join voice_cause known on known.complaint_id = spoken.complaint
            on conflict (source, source_id) do update set words = excluded.words, blanks = excluded.blanks,
                rules = excluded.rules, emotions = excluded.emotions, satisfaction = excluded.satisfaction
            where voice.words is not null
            """;

    private static final String COLUMNS =
            "id, source, complaint_id, words, blanks, said_at, product, cause, sub_cause, segment,"
                    + " language, emotions, satisfaction";

    private final Rows rows;
    private final Complaints complaints;

    Voices(Rows rows, Complaints complaints) {
        this.rows = rows;
        this.complaints = complaints;
    }

    void complained(@Observes ComplaintReceived received) {
        var id = received.complaintId();
        onFile(id)
                .ifPresent(complaint -> write(
                        Source.COMPLAINT,
                        id,
                        complaint,
                        complaint.verbatim(),
                        complaint.emotions(),
                        null,
                        complaint.receivedAt()));
    }

    /** An amended answer replaces the earlier one here; without words nobody speaks. */
    void answered(@Observes SurveyAnswered answered) {
        var words = answered.words();
        if (words == null) {
            rows.run("delete from voice where source = 'SURVEY' and source_id = ? and words is not null", statement -> {
                statement.setObject(1, answered.surveyId());
            });
            return;
        }
        onFile(answered.complaintId())
                .ifPresent(complaint -> write(
                        Source.SURVEY,
                        answered.surveyId(),
                        complaint,
                        words,
                        answered.emotions(),
                        answered.satisfaction(),
                        answered.at()));
    }

    void classified(@Observes CauseClassified classified) {
        rows.run("""
                insert into voice_cause (complaint_id, cause, sub_cause, classified_at) values (?, ?, ?, ?)
                on conflict (complaint_id) do update set cause = excluded.cause, sub_cause = excluded.sub_cause,
                    classified_at = excluded.classified_at
                where voice_cause.classified_at <= excluded.classified_at
                """, statement -> {
            statement.setObject(1, classified.complaintId());
            statement.setString(2, classified.cause().name());
            statement.setString(3, classified.subCause());
            statement.setObject(4, classified.at().atOffset(ZoneOffset.UTC));
        });
        rows.run("""
                update voice set cause = known.cause, sub_cause = known.sub_cause
                from voice_cause known where known.complaint_id = voice.complaint_id and voice.complaint_id = ?
                """, statement -> statement.setObject(1, classified.complaintId()));
    }

    /** What it is about may be another product, and who it is about another name: it is redacted anew. */
    void amended(@Observes ComplaintAmended amended) {
        rows.run("update voice set product = ?, rules = 0 where complaint_id = ?", statement -> {
            statement.setString(1, amended.product());
            statement.setObject(2, amended.complaintId());
        });
    }

    /** Somebody who has another name now may have called themselves by it before. */
    void changed(@Observes CustomerChanged changed) {
        rows.run("""
                update voice set rules = 0 where rules > 0 and complaint_id in (
                    select id from complaint where customer_id = ? union all select id from complaint where representative_id = ?)
                """, statement -> {
            statement.setObject(1, changed.customer().id());
            statement.setObject(2, changed.customer().id());
        });
    }

    /** Until this transaction ends nobody is forgotten: who would be waits, and then finds what is written here. */
    private Optional<Complaint> onFile(UUID id) {
        boolean there = !rows.query(
                        "select id from complaint where id = ? and erased_at is null for key share",
                        statement -> statement.setObject(1, id),
                        row -> row.getObject(1, UUID.class))
                .isEmpty();
        return there ? complaints.findByIdOptional(id) : Optional.empty();
    }

    private void write(
            Source source,
            UUID sourceId,
            Complaint complaint,
            String words,
            List<Emotion> emotions,
            @Nullable Integer satisfaction,
            Instant saidAt) {
        var redacted = Redaction.redact(words, known(complaint));
        rows.run(WRITE, statement -> {
            int at = 1;
            statement.setObject(at++, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            statement.setString(at++, source.name());
            statement.setObject(at++, sourceId);
            statement.setObject(at++, complaint.id());
            statement.setString(at++, redacted.words());
            statement.setInt(at++, redacted.blanks());
            statement.setInt(at++, Redaction.RULES);
            statement.setObject(at++, saidAt.atOffset(ZoneOffset.UTC));
            statement.setString(at++, complaint.said().product());
            statement.setString(at++, complaint.customer().copy().segment());
            statement.setString(at++, complaint.customer().language().code());
            statement.setArray(
                    at++,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "text", emotions.stream().map(Emotion::name).toArray()));
            statement.setObject(at++, satisfaction, Types.SMALLINT);
            statement.setObject(at, complaint.id());
        });
    }

    /** What is known of those who may be named: the customer, who speaks for them, and who owns the complaint. */
    static Redaction.Known known(Complaint complaint) {
        var people = Stream.of(complaint.customer(), complaint.representative())
                .filter(Objects::nonNull)
                .toList();
        return new Redaction.Known(
                complaint.customer().language(),
                Stream.concat(
                                people.stream().map(Customer::name),
                                Stream.of(complaint.owner().name()))
                        .toList(),
                Stream.concat(
                                people.stream()
                                        .flatMap(person -> Stream.of(
                                                person.email(), person.copy().phone())),
                                Stream.of(
                                        complaint.reference(), complaint.said().externalRef()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Voices that may be read, what was said last first. */
    List<Voice> newest(VoiceFilter filter, @Nullable Cursor after, int limit) {
        var where = new StringBuilder(" where words is not null");
        List<Object> values = new ArrayList<>();
        narrow(where, values, "product = ?", filter.product);
        narrow(where, values, "cause = ?", filter.cause == null ? null : filter.cause.name());
        narrow(where, values, "segment = ?", filter.segment);
        var language = filter.language();
        narrow(where, values, "language = ?", language == null ? null : language.code());
        narrow(where, values, "emotions @> array[?::text]", filter.emotion == null ? null : filter.emotion.name());
        narrow(where, values, "source = ?", filter.source == null ? null : filter.source.name());
        narrow(where, values, "said_at >= ?", filter.from == null ? null : filter.from.atOffset(ZoneOffset.UTC));
        narrow(where, values, "said_at < ?", filter.to == null ? null : filter.to.atOffset(ZoneOffset.UTC));
        if (after != null) {
            where.append(" and (said_at, id) < (?, ?)");
            values.add(after.at().atOffset(ZoneOffset.UTC));
            values.add(after.id());
        }
        return rows.query(
                "select " + COLUMNS + " from voice" + where + " order by said_at desc, id desc limit " + limit,
                statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        statement.setObject(i + 1, values.get(i));
                    }
                },
                Voices::voice);
    }

    private static void narrow(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.add(value);
        }
    }

    private static Voice voice(ResultSet row) throws SQLException {
        var cause = row.getString("cause");
        return new Voice(
                row.getObject("id", UUID.class),
                Source.valueOf(row.getString("source")),
                row.getObject("complaint_id", UUID.class),
                row.getString("words"),
                row.getInt("blanks"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                row.getString("product"),
                cause == null ? null : CauseClass.valueOf(cause),
                row.getString("sub_cause"),
                row.getString("segment"),
                Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                Arrays.stream((String[]) row.getArray("emotions").getArray())
                        .map(Emotion::valueOf)
                        .toList(),
                row.getObject("satisfaction", Integer.class));
    }

    /** All are redacted anew, soon. Returns how many. */
    int redactAnew() {
        return rows.run("update voice set rules = 0 where words is not null and rules > 0", statement -> {});
    }

    /** Redacts some of those that older rules redacted, or that are about somebody of whom more is known now. Returns how many. */
    int redactSome(int most) {
        record Outdated(UUID id, Source source, UUID sourceId, UUID complaint) {}
        List<Outdated> outdated = rows.query(
                """
                select id, source, source_id, complaint_id from voice where rules < ? and words is not null
                order by rules, id limit ? for update skip locked
                """,
                statement -> {
                    statement.setInt(1, Redaction.RULES);
                    statement.setInt(2, most);
                },
                row -> new Outdated(
                        row.getObject(1, UUID.class),
                        Source.valueOf(row.getString(2)),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class)));
        for (Outdated voice : outdated) {
            var complaint = complaints.require(voice.complaint());
            var said = switch (voice.source()) {
                case COMPLAINT -> complaint.verbatim();
                case SURVEY -> surveyWords(voice.sourceId());
            };
            var redacted = Redaction.redact(said, known(complaint));
            rows.run(
                    "update voice set words = ?, blanks = ?, rules = ? where id = ? and words is not null",
                    statement -> {
                        statement.setString(1, redacted.words());
                        statement.setInt(2, redacted.blanks());
                        statement.setInt(3, Redaction.RULES);
                        statement.setObject(4, voice.id());
                    });
        }
        return outdated.size();
    }

    private String surveyWords(UUID survey) {
        return rows.query("""
                        select coalesce(words, '') from survey_answer where survey_id = ? order by place desc limit 1
                        """, statement -> statement.setObject(1, survey), row -> row.getString(1))
                .getFirst();
    }

    /** A voice and its cause may be written at the same time, and neither sees the other. */
    int settleCauses() {
        return rows.run("""
                update voice set cause = known.cause, sub_cause = known.sub_cause from voice_cause known
                where voice.written_at > now() - interval '10 minutes' and known.complaint_id = voice.complaint_id
                and (voice.cause, voice.sub_cause) is distinct from (known.cause, known.sub_cause)
                """, statement -> {});
    }

    /** What was said is gone, and is not written again; that somebody spoke can still be counted. */
    void forget(@Observes Erasing erasing) {
        rows.query(
                "select id from complaint where id = any(?) order by id for update",
                statement -> statement.setArray(1, Rows.uuids(statement, erasing.complaints())),
                row -> row.getObject(1, UUID.class));
        rows.run("""
                insert into voice (id, source, source_id, complaint_id, words, blanks, rules, said_at, language, emotions)
                select gen_random_uuid(), 'COMPLAINT', id, id, null, 0, 0, received_at, language, '{}'
                from complaint where id = any(?) on conflict do nothing
                """, statement -> statement.setArray(1, Rows.uuids(statement, erasing.complaints())));
        rows.run(
                "update voice set words = null, blanks = 0 where complaint_id = any(?)",
                statement -> statement.setArray(1, Rows.uuids(statement, erasing.complaints())));
    }

    void tell(@Observes Exporting exporting) {
        record Told(UUID complaint, Source source, Instant saidAt, String words) {}
        exporting.add(
                "voices",
                rows.query(
                        "select " + COLUMNS
                                + " from voice where complaint_id = any(?) and words is not null order by said_at",
                        statement -> statement.setArray(1, Rows.uuids(statement, exporting.complaints())),
                        row -> {
                            var voice = voice(row);
                            return new Told(voice.complaint(), voice.source(), voice.saidAt(), voice.words());
                        }));
    }
}
