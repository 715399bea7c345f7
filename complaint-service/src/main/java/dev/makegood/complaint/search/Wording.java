package dev.makegood.complaint.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody looks for, as the database's full text search wants to be asked. */
@ApplicationScoped
class Wording {

    /** Where the alphabet does not tell the language, the word is stemmed in each of those that it may be. */
    private static final List<String> LATIN = List.of(
            "pg_catalog.english",
            "pg_catalog.spanish",
            "pg_catalog.finnish",
            "makegood_english",
            "makegood_spanish",
            "makegood_finnish",
            "makegood_simple");

    private static final List<String> GREEK = List.of("makegood_greek", "makegood_simple");
    private static final List<String> CYRILLIC = List.of("pg_catalog.russian", "makegood_simple");

    private static final Pattern IN_GREEK = Pattern.compile("\\p{IsGreek}");
    private static final Pattern IN_CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ().-]{5,28}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,254}");

    private final AgroalDataSource database;

    Wording(AgroalDataSource database) {
        this.database = database;
    }

    /** A term of a tsquery that is this and nothing else. */
    static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** How words of this alphabet may be stemmed. */
    static List<String> configurations(String said) {
        if (IN_GREEK.matcher(said).find()) {
            return GREEK;
        }
        return IN_CYRILLIC.matcher(said).find() ? CYRILLIC : LATIN;
    }

    /** The query for this; null where it holds nothing that can be looked for, such as only words that stand everywhere. */
    @Nullable
    String query(String asked) throws SQLException {
        List<String> ways = new ArrayList<>();
        try (var connection = database.getConnection();
                var parse = connection.prepareStatement("""
                        select distinct query::text from (
                            select websearch_to_tsquery(configuration::regconfig, normalize(?, nfc)) as query
                            from unnest(?::text[]) as configuration) as queries
                        where numnode(query) > 0 order by 1
                        """)) {
            parse.setString(1, asked);
            parse.setArray(
                    2, connection.createArrayOf("text", configurations(asked).toArray()));
            try (var rows = parse.executeQuery()) {
                while (rows.next()) {
                    ways.add("(" + rows.getString(1) + ")");
                }
            }
        }
        var plain = asked.strip();
        if (ADDRESS.matcher(plain).matches()) {
            ways.add(quoted("#e" + plain.toLowerCase(Locale.ROOT)));
        } else if (TELEPHONE.matcher(plain).matches()) {
            ways.add(quoted("#t" + plain.replaceAll("[^0-9]", "")));
        }
        return ways.isEmpty() ? null : String.join(" | ", ways);
    }
}
