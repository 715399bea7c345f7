package dev.makegood.complaint.search;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.search.Slices.Slice;
import dev.makegood.complaint.search.Snippets.Snippet;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds complaints, newest first. By words, documents are searched slice by slice, and no further than a page needs; what words
 * are in costs the same however many complaints have them.
 */
@ApplicationScoped
class Search {

    /** Slices that one statement looks through. */
    private static final int AT_ONCE = 40;

    /** Who looks for something that is hardly anywhere, in words that are everywhere, gets a page of what was found until then. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** The worker indexes in the order of receipt, as it sees it: a place may be so far from where its time would put it. */
    private static final int DISORDER = 5_000;

    /**
     * The last place there is. For the rest of the transaction no query is compiled, which takes longer than most searches, and
     * none reads every document, however few the database takes there to be.
     */
    private static final String LAST = """
            select last_value, set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true)
            from complaint_search_place
            """;

    /** A complaint, its place in the order of results, and where in it the words stand. */
    record Hit(Complaint complaint, Cursor place, List<Snippet> snippets) {}

    /**
     * What was found.
     *
     * @param next where to go on; null at the end
     * @param meant what was probably meant by a misspelled word
     * @param corrected whether that was looked for, since nothing is as it was asked for
     */
    record Found(
            List<Hit> hits, @Nullable Cursor next, @Nullable String meant, boolean corrected) {}

    private record Place(long place, UUID complaint) {}

    /** Some places, newest first, and where to go on. */
    private record Places(List<Place> found, @Nullable Cursor next) {}

    private final AgroalDataSource database;
    private final Complaints complaints;
    private final Wording wording;
    private final Spelling spelling;
    private final Snippets snippets;

    Search(AgroalDataSource database, Complaints complaints, Wording wording, Spelling spelling, Snippets snippets) {
        this.database = database;
        this.complaints = complaints;
        this.wording = wording;
        this.spelling = spelling;
        this.snippets = snippets;
    }

    /**
     * A page of complaints.
     *
     * @param owner whose, if only theirs
     */
    Found find(ComplaintFilter filter, @Nullable String owner, @Nullable Cursor after, int limit) throws SQLException {
        if (filter.q == null) {
            return filter.marks().isEmpty()
                    ? newest(filter, owner, after, limit)
                    : found(walk(null, filter, owner, after, limit), null, null, false);
        }
        var named = after == null ? complaints.named(filter.q.strip()) : Optional.<Complaint>empty();
        if (named.isPresent()) {
            return new Found(List.of(new Hit(named.get(), Cursor.after(0), List.of())), null, null, false);
        }
        var query = wording.query(filter.q);
        if (query == null) {
            return new Found(List.of(), null, null, false);
        }
        var places = walk(query, filter, owner, after, limit);
        if (after != null || places.found().size() >= limit) {
            return found(places, query, null, false);
        }
        return spelled(filter, owner, limit, query, places);
    }

    private Found spelled(ComplaintFilter filter, @Nullable String owner, int limit, String query, Places places)
            throws SQLException {
        var asked = String.valueOf(filter.q);
        var corrections = spelling.corrections(asked);
        var meant = corrections.isEmpty() ? null : wording.query(Spelling.corrected(asked, corrections));
        if (meant == null) {
            return found(places, query, null, false);
        }
        boolean corrected = places.found().isEmpty() && places.next() == null;
        var better = corrected ? walk(meant, filter, owner, null, limit) : places;
        var found = found(better, corrected ? meant : query, null, corrected);
        Map<String, String> shown = new HashMap<>();
        // The dictionary knows stems; what people read is the word that was found by it.
        var marked = found.hits().stream().map(Hit::snippets).toList();
        corrections.forEach((word, stem) -> {
            var surface = corrected ? Snippets.marked(marked, stem) : null;
            shown.put(word, surface == null ? stem : surface);
        });
        if (corrected && found.hits().isEmpty()) {
            return new Found(List.of(), null, null, false);
        }
        return new Found(found.hits(), found.next(), Spelling.corrected(asked, shown), corrected);
    }

    private Found found(Places places, @Nullable String query, @Nullable String meant, boolean corrected)
            throws SQLException {
        var ids = places.found().stream().map(Place::complaint).toList();
        Map<UUID, Complaint> known = new HashMap<>();
        for (Complaint complaint : complaints.withCustomers(ids)) {
            known.put(complaint.id(), complaint);
        }
        var pieces = query == null ? Map.<UUID, List<Snippet>>of() : snippets.of(ids, query);
        List<Hit> hits = new ArrayList<>();
        for (Place place : places.found()) {
            var complaint = known.get(place.complaint());
            if (complaint != null) {
                hits.add(new Hit(
                        complaint, Cursor.after(place.place()), pieces.getOrDefault(complaint.id(), List.of())));
            }
        }
        return new Found(hits, places.next(), meant, corrected);
    }

    /** Without words and marks: by the complaints' own indexes, as they stand this instant. */
    private Found newest(ComplaintFilter filter, @Nullable String owner, @Nullable Cursor after, int limit)
            throws SQLException {
        var conditions = new Conditions()
                .where("state = ?", filter.state == null ? null : filter.state.name())
                .where("owner_id = ?", owner)
                .where("product = ?", filter.product)
                .where("customer_id = ?", filter.customer)
                .where("received_at >= ?", filter.receivedFrom)
                .where("received_at < ?", filter.receivedBefore);
        merged(conditions, filter, "merged_into");
        if (after != null) {
            conditions.where("(received_at, id) < (?", after.at()).where("?)", after.id());
        }
        List<UUID> ids = new ArrayList<>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select id from complaint"
                        + conditions.after("where").replace("< (? and ?)", "< (?, ?)")
                        + " order by received_at desc, id desc limit ?")) {
            select.setInt(conditions.bind(select, 1), limit + 1);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        Map<UUID, Complaint> known = new HashMap<>();
        complaints.withCustomers(ids).forEach(complaint -> known.put(complaint.id(), complaint));
        var hits = ids.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(complaint ->
                        new Hit(complaint, new Cursor(complaint.receivedAt(), complaint.id()), List.<Snippet>of()))
                .toList();
        return hits.size() <= limit
                ? new Found(hits, null, null, false)
                : new Found(hits.subList(0, limit), hits.get(limit - 1).place(), null, false);
    }

    private static void merged(Conditions conditions, ComplaintFilter filter, String column) {
        if (filter.merged != null) {
            conditions.where(column + (filter.merged.equals("true") ? " is not null" : " is null"));
        }
    }

    /** By words and marks: slice after slice, until a page is full or it takes too long. */
    private Places walk(
            @Nullable String query, ComplaintFilter filter, @Nullable String owner, @Nullable Cursor after, int limit)
            throws SQLException {
        var marks = filter.marks();
        if (owner != null) {
            marks.add(Wording.quoted("#o" + owner));
        }
        if (filter.product != null) {
            marks.add(Wording.quoted("#p" + filter.product));
        }
        var terms = new ArrayList<>(marks);
        if (query != null) {
            terms.add("(" + query + ")");
        }
        var wanted = String.join(" & ", terms);
        try (var connection = database.getConnection()) {
            if (filter.customer != null) {
                return ofCustomer(connection, wanted, filter, after, limit);
            }
            long last = place(connection, LAST, null);
            long first = first(connection, filter.receivedFrom);
            long before = Math.min(
                    after == null ? Long.MAX_VALUE : after.number(),
                    (filter.receivedBefore == null ? last : last(connection, filter.receivedBefore)) + 1);
            return walk(connection, wanted, filter, first, before, limit);
        }
    }

    private Places walk(
            Connection connection, String wanted, ComplaintFilter filter, long first, long before, int limit)
            throws SQLException {
        var slices = before <= first ? List.<Slice>of() : Slices.of(first, before - 1);
        var inside = new Conditions()
                .where("received_at >= ?", filter.receivedFrom)
                .where("received_at < ?", filter.receivedBefore);
        var standing = new Conditions().where("state = ?", filter.state == null ? null : filter.state.name());
        merged(standing, filter, "merged_into");
        var sql = """
                select place, complaint_id from unnest(?::text[]) as slice
                cross join lateral (
                    select place, complaint_id from complaint_search
                    where words @@ (slice::tsquery && ?::tsquery) and place >= ? and place < ? %s
                    order by place desc) as found
                """.formatted(inside.after("and"));
        if (!standing.isEmpty()) {
            // Asked of each that was found, in their order, and of none that the page does not come to.
            sql += " cross join lateral (select from complaint where id = complaint_id" + standing.after("and")
                    + " limit 1) as standing";
        }
        long impatient = System.nanoTime() + PATIENCE.toNanos();
        List<Place> found = new ArrayList<>();
        int done = 0;
        while (done < slices.size() && found.size() <= limit) {
            if (done > 0 && System.nanoTime() > impatient) {
                return new Places(
                        List.copyOf(found), Cursor.after(slices.get(done - 1).from()));
            }
            int until = Math.min(slices.size(), done + AT_ONCE);
            try (var select = connection.prepareStatement(sql + " limit ?")) {
                select.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                slices.subList(done, until).stream()
                                        .map(Slice::mark)
                                        .toArray()));
                select.setString(2, wanted);
                select.setLong(3, first);
                select.setLong(4, before);
                int place = standing.bind(select, inside.bind(select, 5));
                select.setInt(place, limit + 1 - found.size());
                read(select.executeQuery(), found);
            }
            done = until;
        }
        return page(found, limit);
    }

    /** A customer has few complaints: they are looked at one by one. */
    private static Places ofCustomer(
            Connection connection, String wanted, ComplaintFilter filter, @Nullable Cursor after, int limit)
            throws SQLException {
        var conditions = new Conditions()
                .where("complaint.customer_id = ?", filter.customer)
                .where("complaint_search.words @@ ?::tsquery", wanted)
                .where("complaint.state = ?", filter.state == null ? null : filter.state.name())
                .where("complaint.received_at >= ?", filter.receivedFrom)
                .where("complaint.received_at < ?", filter.receivedBefore)
                .where("complaint_search.place < ?", after == null ? null : after.number());
        merged(conditions, filter, "complaint.merged_into");
        List<Place> found = new ArrayList<>();
        try (var select = connection.prepareStatement(
                "select place, complaint_id from complaint join complaint_search on complaint_id = id"
                        + conditions.after("where") + " order by place desc limit ?")) {
            select.setInt(conditions.bind(select, 1), limit + 1);
            read(select.executeQuery(), found);
        }
        return page(found, limit);
    }

    private static void read(ResultSet results, Collection<Place> found) throws SQLException {
        try (var rows = results) {
            while (rows.next()) {
                found.add(new Place(rows.getLong(1), rows.getObject(2, UUID.class)));
            }
        }
    }

    private static Places page(List<Place> found, int limit) {
        return found.size() <= limit
                ? new Places(List.copyOf(found), null)
                : new Places(
                        List.copyOf(found.subList(0, limit)),
                        Cursor.after(found.get(limit - 1).place()));
    }

    private static long first(Connection connection, @Nullable Instant from) throws SQLException {
        return from == null ? 0 : Math.max(0, place(connection, """
                                        select coalesce((select place from complaint_search where received_at >= ?
                                            order by received_at, place limit 1), (select last_value from complaint_search_place))
                                        """, from) - DISORDER);
    }

    private static long last(Connection connection, Instant before) throws SQLException {
        return place(connection, """
                                select coalesce((select place from complaint_search where received_at < ?
                                    order by received_at desc, place desc limit 1), 0)
                                """, before) + DISORDER;
    }

    private static long place(Connection connection, String sql, @Nullable Instant at) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            if (at != null) {
                select.setObject(1, at.atOffset(ZoneOffset.UTC));
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
