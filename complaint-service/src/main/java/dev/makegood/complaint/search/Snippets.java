package dev.makegood.complaint.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The places in what was said where the words stand that were looked for. */
@ApplicationScoped
class Snippets {

    /** Characters of no script: they are taken out of what was said before, so that all of them that come back are marks. */
    private static final char START = '\ue000';

    private static final char STOP = '\ue001';

    private static final String FIND = """
            with wanted as (select ?::tsquery as query,
                'StartSel="' || ? || '", StopSel="' || ? || '", MaxFragments=2, MaxWords=24, MinWords=8, ShortWord=2, '
                    || 'FragmentDelimiter=" … "' as options),
            sources as (
                select id, language, 'VERBATIM' as source, verbatim as said from complaint where id = any(?)
                union all
                select complaint.id, complaint.language, 'MESSAGES', left(string_agg(words, E'\\n' order by at desc), 20000)
                from message join complaint on complaint.id = complaint_id where complaint.id = any(?)
                group by complaint.id),
            clean as (select id, language, source, translate(said, ? || ?, '') as said from sources)
            select id, source, headline from clean, wanted, lateral (
                select headline from (values
                    (1, makegood_config(language, said)),
                    (2, makegood_config_folded(language, said)),
                    (3, 'makegood_english'::regconfig)) as ways (place, configuration),
                lateral (select ts_headline(configuration, said, query, options) as headline offset 0) as made
                where strpos(headline, ?) > 0 limit 1) as found
            order by id, source desc
            """;

    private final AgroalDataSource database;

    Snippets(AgroalDataSource database) {
        this.database = database;
    }

    /** What it is a piece of. */
    enum Source {
        VERBATIM,
        MESSAGES
    }

    /**
     * A piece of what was said, plain text.
     *
     * @param marks the words in it that were looked for
     */
    public record Snippet(Source in, String text, List<Mark> marks) {}

    /** From this UTF-16 code unit of the text up to, and without, that one. */
    public record Mark(int from, int to) {}

    /** The snippets of each of these complaints. */
    Map<UUID, List<Snippet>> of(Collection<UUID> complaints, String query) throws SQLException {
        Map<UUID, List<Snippet>> found = new HashMap<>();
        if (complaints.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var find = connection.prepareStatement(FIND)) {
            var ids = connection.createArrayOf("uuid", complaints.toArray());
            var start = String.valueOf(START);
            var stop = String.valueOf(STOP);
            find.setString(1, query);
            find.setString(2, start);
            find.setString(3, stop);
            find.setArray(4, ids);
            find.setArray(5, ids);
            find.setString(6, start);
            find.setString(7, stop);
            find.setString(8, start);
            try (var rows = find.executeQuery()) {
                while (rows.next()) {
                    var headline = rows.getString("headline");
                    found.computeIfAbsent(rows.getObject("id", UUID.class), id -> new ArrayList<>())
                            .add(read(Source.valueOf(rows.getString("source")), headline));
                }
            }
        }
        return found;
    }

    static Snippet read(Source source, String headline) {
        var text = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < headline.length(); i++) {
            char character = headline.charAt(i);
            if (character == START) {
                from = text.length();
            } else if (character == STOP) {
                marks.add(new Mark(from, text.length()));
            } else {
                text.append(character);
            }
        }
        return new Snippet(source, text.toString(), List.copyOf(marks));
    }

    /** The first word that is marked and looks most like this one. */
    static @Nullable String marked(Collection<List<Snippet>> found, String like) {
        String nearest = null;
        int distance = Integer.MAX_VALUE;
        for (List<Snippet> snippets : found) {
            for (Snippet snippet : snippets) {
                for (Mark mark : snippet.marks()) {
                    var word = snippet.text().substring(mark.from(), mark.to());
                    int here = Spelling.distance(Spelling.folded(word), Spelling.folded(like));
                    if (here < distance) {
                        distance = here;
                        nearest = word;
                    }
                }
            }
        }
        return nearest;
    }
}
