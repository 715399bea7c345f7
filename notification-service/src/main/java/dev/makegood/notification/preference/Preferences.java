package dev.makegood.notification.preference;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.notification.preference.Preference.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people said of how they want to hear from us. */
@ApplicationScoped
public class Preferences {

    private final Rows rows;

    Preferences(Rows rows) {
        this.rows = rows;
    }

    /** Those of these people, of everybody who was asked for: who has said nothing has said {@linkplain Preference#none none}. */
    public Map<Person, Preference> of(Collection<Person> people) {
        Map<Person, Preference> found = new HashMap<>();
        people.forEach(person -> found.put(person, Preference.none(person)));
        if (!people.isEmpty()) {
            var asked = List.copyOf(found.keySet());
            rows.query(
                            """
                            select audience, person_id, name, email, phone, language, zone from preference
                            where (audience, person_id) in (select * from unnest(?::text[], ?::text[]))
                            """,
                            statement -> {
                                statement.setArray(
                                        1,
                                        statement
                                                .getConnection()
                                                .createArrayOf(
                                                        "text",
                                                        asked.stream()
                                                                .map(person -> person.audience()
                                                                        .name())
                                                                .toArray()));
                                statement.setArray(
                                        2,
                                        statement
                                                .getConnection()
                                                .createArrayOf(
                                                        "text",
                                                        asked.stream()
                                                                .map(Person::id)
                                                                .toArray()));
                            },
                            row -> {
                                var language = row.getString(6);
                                var zone = row.getString(7);
                                return new Preference(
                                        new Person(Audience.valueOf(row.getString(1)), row.getString(2)),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        language == null ? null : Language.valueOf(language),
                                        zone == null ? null : ZoneId.of(zone));
                            })
                    .forEach(preference -> found.put(preference.person(), preference));
        }
        return found;
    }

    /** Someone of this name is told something: from now on they are known. */
    public void meet(Person person, String name) {
        rows.run(
                "insert into preference (audience, person_id, name) values (?, ?, ?) on conflict do nothing",
                statement -> {
                    statement.setString(1, person.audience().name());
                    statement.setString(2, person.id());
                    statement.setString(3, name);
                });
    }
}
