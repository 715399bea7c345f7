package dev.makegood.notification.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preference.Wishes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people said of how they want to hear from us. */
@ApplicationScoped
public class Preferences {

    private static final String OF = """
            select audience, person_id, name, email, phone, language, zone, wishes, version from preference
            where (audience, person_id) in (select * from unnest(?::text[], ?::text[]))
            """;

    private static final String MEET =
            "insert into preference (audience, person_id, name) values (?, ?, ?) on conflict do nothing";

    private final Rows rows;
    private final ObjectMapper json;

    /** Customers get no texts at night, as long as they have not said otherwise. */
    private final @Nullable Quiet night;

    Preferences(Rows rows, ObjectMapper json, PreferenceSettings settings) {
        this.rows = rows;
        this.json = json;
        this.night = settings.nightFrom().equals(settings.nightUntil())
                ? null
                : Quiet.daily(settings.nightFrom(), settings.nightUntil());
    }

    /** Those of these people, of everybody who was asked for: who has said nothing has said {@linkplain Preference#none none}. */
    public Map<Person, Preference> of(Collection<Person> people) {
        Map<Person, Preference> found = new HashMap<>();
        people.forEach(person -> found.put(person, Preference.none(person).withNight(night)));
        if (!people.isEmpty()) {
            var asked = List.copyOf(found.keySet());
            rows.query(
                            OF,
                            statement -> {
                                statement.setArray(
                                        1,
                                        texts(
                                                statement,
                                                asked,
                                                person -> person.audience().name()));
                                statement.setArray(2, texts(statement, asked, Person::id));
                            },
                            this::preference)
                    .forEach(preference -> found.put(preference.person(), preference));
        }
        return found;
    }

    /** This one's. */
    public Preference of(Person person) {
        return Objects.requireNonNull(of(List.of(person)).get(person));
    }

    private static java.sql.Array texts(PreparedStatement statement, List<Person> people, Function<Person, String> text)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", people.stream().map(text).toArray());
    }

    private Preference preference(ResultSet row) throws SQLException {
        var language = row.getString("language");
        var zone = row.getString("zone");
        return new Preference(
                new Person(Audience.valueOf(row.getString("audience")), row.getString("person_id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                language == null ? null : Language.valueOf(language),
                zone == null ? null : ZoneId.of(zone),
                wishes(row.getString("wishes")),
                night,
                row.getInt("version"));
    }

    /** Someone of this name is told something, or tells us something: from now on they are known. */
    public void meet(Person person, String name) {
        rows.run(MEET, statement -> {
            whom(statement, 1, person);
            statement.setString(3, name);
        });
        rows.run(
                "update preference set name = ? where audience = ? and person_id = ? and name is distinct from ?",
                statement -> {
                    statement.setString(1, name);
                    whom(statement, 2, person);
                    statement.setString(4, name);
                });
    }

    /**
     * They say anew how they want to hear from us. Their name stays as it is known.
     *
     * @param ifMatch the version that this was decided on
     */
    Preference change(Preference said, @Nullable String ifMatch) {
        var person = said.person();
        rows.run(MEET, statement -> {
            whom(statement, 1, person);
            statement.setString(3, said.name());
        });
        int version = rows.query(
                        "select version from preference where audience = ? and person_id = ? for update",
                        statement -> whom(statement, 1, person),
                        row -> row.getInt(1))
                .getFirst();
        Versions.require(ifMatch, version);
        rows.run("""
                update preference set email = ?, phone = ?, language = ?, zone = ?, wishes = ?::jsonb, version = version + 1
                where audience = ? and person_id = ?
                """, statement -> {
            var language = said.language();
            var zone = said.zone();
            statement.setString(1, said.email());
            statement.setString(2, said.phone());
            statement.setString(3, language == null ? null : language.name());
            statement.setString(4, zone == null ? null : zone.getId());
            statement.setString(5, written(said.wishes()));
            whom(statement, 6, person);
        });
        return of(person);
    }

    /** Nothing is known of them any more. */
    public void forget(Person person) {
        rows.run(
                "delete from preference where audience = ? and person_id = ?", statement -> whom(statement, 1, person));
    }

    private static void whom(PreparedStatement statement, int at, Person person) throws SQLException {
        statement.setString(at, person.audience().name());
        statement.setString(at + 1, person.id());
    }

    /** Kinds that a later version of this service wrote down are no reason to read nothing. */
    private Wishes wishes(String written) {
        try {
            return json.readerFor(Wishes.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .with(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                    .readValue(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Somebody's wishes cannot be read", e);
        }
    }

    private String written(Wishes wishes) {
        try {
            return json.writeValueAsString(wishes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
