package dev.makegood.complaint.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Misspelled words: those that no complaint has, while it has one that looks much like them. */
@ApplicationScoped
class Spelling {

    /** Words that are to be found, but not those that are to be absent. */
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}-])\\p{L}[\\p{L}\\p{M}]{3,23}(?![\\p{L}\\p{N}@])");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern IN_CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final int MOST_WORDS = 6;

    /** Two letters exchanged in a short word leave little that is alike. */
    private static final String ALIKE = "0.18";

    private static final String STEMS = """
            select distinct stem, exists (select from search_word where word = stem)
            from unnest(?::text[]) as configuration,
                unnest(tsvector_to_array(to_tsvector(configuration::regconfig, ?))) as stem
            """;

    private static final String LIKE = """
            select word, complaints from search_word
            where word % ? and length(word) between ? and ? order by similarity(word, ?) desc, complaints desc limit 60
            """;

    private final AgroalDataSource database;

    Spelling(AgroalDataSource database) {
        this.database = database;
    }

    /** Words that nobody used, and for each what was used and is most like it, stemmed. */
    Map<String, String> corrections(String asked) throws SQLException {
        Map<String, String> corrections = new LinkedHashMap<>();
        try (var connection = database.getConnection()) {
            var words = WORD.matcher(asked);
            for (int i = 0; i < MOST_WORDS && words.find(); i++) {
                var word = words.group().toLowerCase(Locale.ROOT);
                if (!corrections.containsKey(word)) {
                    correction(connection, word).ifPresent(meant -> corrections.put(word, meant));
                }
            }
        }
        return corrections;
    }

    /** The same with these words in their places. */
    static String corrected(String asked, Map<String, String> corrections) {
        return WORD.matcher(asked).replaceAll(match -> {
            var word = match.group();
            return Matcher.quoteReplacement(corrections.getOrDefault(word.toLowerCase(Locale.ROOT), word));
        });
    }

    private Optional<String> correction(Connection connection, String word) throws SQLException {
        List<String> stems = new ArrayList<>();
        try (var find = connection.prepareStatement(STEMS)) {
            find.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Wording.configurations(word).toArray()));
            find.setString(2, word);
            try (var rows = find.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        return Optional.empty();
                    }
                    stems.add(rows.getString(1));
                }
            }
        }
        // Nothing is left of words that stand everywhere.
        return stems.isEmpty() ? Optional.empty() : nearest(connection, word, stems);
    }

    private static Optional<String> nearest(Connection connection, String word, List<String> stems)
            throws SQLException {
        var like = folded(word);
        int most = like.length() < 6 ? 1 : 2;
        String nearest = null;
        int distance = most + 1;
        int complaints = 0;
        try (var set = connection.createStatement()) {
            set.execute("set local pg_trgm.similarity_threshold = " + ALIKE);
        }
        try (var find = connection.prepareStatement(LIKE)) {
            find.setString(1, like);
            find.setInt(2, Math.max(3, like.length() - 4));
            find.setInt(3, like.length() + 2);
            find.setString(4, like);
            try (var rows = find.executeQuery()) {
                while (rows.next()) {
                    var candidate = rows.getString(1);
                    int here = distance(folded(candidate), like);
                    for (String stem : stems) {
                        here = Math.min(here, distance(folded(candidate), folded(stem)));
                    }
                    if (here < distance || (here == distance && here <= most && rows.getInt(2) > complaints)) {
                        distance = here;
                        complaints = rows.getInt(2);
                        nearest = candidate;
                    }
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Small letters without their accents; й and и are two letters. */
    static String folded(String word) {
        var small = word.toLowerCase(Locale.ROOT);
        return IN_CYRILLIC.matcher(small).find()
                ? small.replace('ё', 'е')
                : MARKS.matcher(Normalizer.normalize(small, Normalizer.Form.NFD))
                        .replaceAll("");
    }

    /** How many letters have to be added, left out, replaced, or exchanged with the next one, to make one word of the other. */
    static int distance(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            distance[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            distance[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int least = Math.min(
                        Math.min(distance[i - 1][j] + 1, distance[i][j - 1] + 1),
                        distance[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[one.length()][other.length()];
    }
}
