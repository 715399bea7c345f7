package dev.makegood.e2e;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Measures what docs/performance.md reports of search: how long an agent waits for the first page of complaints by words, names,
 * references and filters, among ten thousand complaints and among a million. They are made of sentences of real narratives and of
 * lines in five languages, with names, claim numbers and words of their own.
 */
public final class SearchBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 6;
    private static final int AT_ONCE = 5_000;
    private static final int OWNERS = 200;
    private static final int RARE_WORDS = 60_000;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final List<String> STATES = List.of(
            "OPENED",
            "ACKNOWLEDGED",
            "RECOVERING",
            "RECOVERING",
            "RECOVERING",
            "PROPOSED",
            "REFUSED",
            "CONFIRMED",
            "CLOSED",
            "CLOSED",
            "CLOSED",
            "CLOSED");

    private static final List<String> FIRST_NAMES = List.of(
            "Maria",
            "Eleni",
            "Yiannis",
            "Aino",
            "Mikko",
            "Olga",
            "Ivan",
            "Carmen",
            "José",
            "Amara",
            "Lena",
            "John",
            "Ann",
            "Omar",
            "Li",
            "Fatima",
            "Chen",
            "Sofia",
            "Δημήτρης",
            "Татьяна");

    private static final List<String> INDEXES = List.of(
            "complaint_newest on complaint (received_at desc, id desc)",
            "complaint_by_state on complaint (state, received_at desc, id desc)",
            "complaint_by_owner on complaint (owner_id, received_at desc, id desc)",
            "complaint_by_product on complaint (product, received_at desc, id desc)",
            "complaint_by_customer on complaint (customer_id, received_at desc, id desc)");

    private static final String CUSTOMERS = """
            insert into customer (id, version, name, language, email, phone, segment, created_at, sought, compared)
            select id::uuid, 0, name, language, email, phone, segment, at::timestamptz, lower(name || ' ' || email), true
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as made (id, name, language, email, phone, segment, at)
            """;

    private static final String COMPLAINTS = """
            insert into complaint (id, version, reference, customer_id, language, verbatim, channel, product, received_at,
                taken_in_person, owner_id, owner_name, state, link_generation, link_hash)
            select id::uuid, 0, reference, customer::uuid, language, verbatim, 'WEB', product, at::timestamptz, false, owner, owner_name,
                state, 1, uuid_send(id::uuid)
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as made (id, reference, customer, language, verbatim, product, at, owner, owner_name, state)
            """;

    /** What the index worker does, for half of what has no document yet: two of them have all of it made on two cores. */
    private static final String DOCUMENTS = """
            insert into complaint_search (complaint_id, place, received_at, words)
            select complaint.id, place, complaint.received_at,
                complaint_document(complaint) || array_to_tsvector(array['#f' || (place >> 12), '#s' || (place >> 16)])
            from placed join complaint on complaint.id = placed.id where place % 2 = ? order by place
            """;

    /** A dictionary of one document in twenty knows every word that is in many. */
    private static final String DICTIONARY = """
            insert into search_word (word, complaints)
            select word, ndoc * 20 from ts_stat('select words from complaint_search tablesample system (5)')
            where length(word) between 4 and 24 and word !~ '[0-9#@./:_+-]'
            on conflict (word) do update set complaints = excluded.complaints
            """;

    private final Stack stack;
    private final Desk eleni;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    private final List<String> sentences = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final Map<String, List<String>> lines = new HashMap<>();
    private final List<String> rare = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private SearchBenchmark(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    /** Prints the figures as Markdown. Other numbers of complaints than these may be given: few, and many. */
    public static void main(String... arguments) throws Exception {
        try (var stack = Stack.start()) {
            stack.services().stop("notification");
            stack.services().stop("recovery");
            var benchmark = new SearchBenchmark(stack);
            int fewer = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FEW;
            int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MANY;
            benchmark.words();
            System.out.printf(
                    "On %d cores, Java %s, %s. First pages of 25, one client.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now());
            benchmark.fill(fewer, 30, 0);
            var few = benchmark.measure();
            benchmark.fill(most - fewer, 730, 31);
            var many = benchmark.measure();
            print(fewer, few, most, many);
        }
    }

    /** What is asked for, and how to make such a question. */
    private List<Map.Entry<String, String>> questions() {
        return List.of(
                Map.entry("a common word", "q=" + text(pick(List.of("account", "credit", "payment", "company")))),
                Map.entry("a word", "q=" + text(pick(List.of("refund", "mortgage", "escrow", "dispute", "insurance")))),
                Map.entry("a rare word", "q=" + text(pick(rare))),
                Map.entry("two words", "q=" + text(pick(List.of("refund denied", "late fee", "mortgage appraisal")))),
                Map.entry(
                        "a phrase",
                        "q=" + text(pick(List.of("\"credit report\"", "\"late fee\"", "\"customer service\"")))),
                Map.entry(
                        "a word of another language",
                        "q=" + text(pick(List.of("πρόβλημα", "деньги", "rahaa", "señor", "ταλαιπωρία")))),
                Map.entry("misspelled", "q=" + text(pick(List.of("refnud", "morgtage", "insurrance", "appraisel")))),
                Map.entry("a customer's name", "q=" + text(pick(FIRST_NAMES) + " " + pick(rare))),
                Map.entry("an address", "q=" + text(pick(addresses))),
                Map.entry("a reference", "q=" + text(pick(references))),
                Map.entry("an owner and a word", "q=account&owner=o" + random.nextInt(OWNERS)),
                Map.entry("a state and a word", "q=credit&state=" + pick(List.of("REFUSED", "OPENED", "CLOSED"))),
                Map.entry("a product and a word", "q=fee&product=" + text(pick(products))),
                Map.entry(
                        "a week and a word",
                        "q=payment&receivedFrom="
                                + Instant.now().minus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS)
                                + "&receivedBefore="
                                + Instant.now().minus(Duration.ofDays(53)).truncatedTo(ChronoUnit.SECONDS)),
                Map.entry("a state, without words", "state=" + pick(List.of("REFUSED", "OPENED", "CLOSED"))),
                Map.entry("an owner, without words", "owner=o" + random.nextInt(OWNERS)));
    }

    private Map<String, List<Long>> measure() {
        Map<String, List<Long>> micros = new HashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (var question : questions()) {
                long before = System.nanoTime();
                eleni.get("/v1/complaints?" + question.getValue()).expect(200);
                if (round >= 0) {
                    micros.computeIfAbsent(question.getKey(), kind -> new ArrayList<>())
                            .add((System.nanoTime() - before) / 1_000);
                }
            }
        }
        return micros;
    }

    private static void print(int fewer, Map<String, List<Long>> few, int most, Map<String, List<Long>> many) {
        System.out.printf(
                Locale.ROOT,
                "| | p50 at %,d, ms | p99 at %,d, ms | p50 at %,d, ms | p99 at %,d, ms |%n",
                fewer,
                fewer,
                most,
                most);
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        many.keySet().stream()
                .sorted()
                .forEach(kind -> row(kind, few.getOrDefault(kind, List.of()), many.getOrDefault(kind, List.of())));
        var allFew = few.values().stream().flatMap(List::stream).toList();
        var allMany = many.values().stream().flatMap(List::stream).toList();
        row("**all of them**", allFew, allMany);
        System.out.printf(
                Locale.ROOT, "%nRatio of the p99s: %.2f.%n%n", (double) at(allMany, 99) / Math.max(1, at(allFew, 99)));
    }

    private static void row(String kind, List<Long> few, List<Long> many) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                kind,
                at(few, 50) / 1e3,
                at(few, 99) / 1e3,
                at(many, 50) / 1e3,
                at(many, 99) / 1e3);
    }

    private static long at(List<Long> micros, int percentile) {
        var sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percentile / 100));
    }

    private void words() throws IOException {
        try (var rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new ByteArrayInputStream(Narratives.load().csv()), StandardCharsets.UTF_8))) {
            rows.forEach(row -> {
                for (String sentence :
                        row.getField("Consumer complaint narrative").split("(?<=[.!?])\\s+", -1)) {
                    if (sentence.length() > 20 && sentence.length() < 300) {
                        sentences.add(line(sentence));
                    }
                }
                products.add(row.getField("Product").isBlank() ? "Other" : line(row.getField("Product")));
            });
        }
        for (var spoken : Lines.load().lines()) {
            lines.computeIfAbsent(spoken.language(), language -> new ArrayList<>())
                    .add(line(spoken.text()));
        }
        for (int i = 0; i < RARE_WORDS; i++) {
            var word = new StringBuilder();
            for (int syllable = random.nextInt(2, 5); syllable > 0; syllable--) {
                word.append("bcdfghklmnprstv".charAt(random.nextInt(15))).append("aeiou".charAt(random.nextInt(5)));
            }
            rare.add(word.toString());
        }
        for (int i = 0; i < OWNERS; i++) {
            owners.add(pick(FIRST_NAMES) + " " + pick(rare));
        }
    }

    /** So many more complaints, received in the time from so many days ago until so many days ago. */
    private void fill(int number, int from, int until) throws Exception {
        long began = System.nanoTime();
        try (var connection = stack.connect("complaint")) {
            run(connection, "set synchronous_commit = off");
            run(connection, "alter table complaint disable trigger complaint_search_new");
            for (String index : INDEXES) {
                run(connection, "drop index " + index.substring(0, index.indexOf(' ')));
            }
            run(connection, "drop index complaint_search_words");
            var received = Instant.now().minus(Duration.ofDays(from));
            var step = Duration.ofDays(from - until).dividedBy(number);
            for (int done = 0; done < number; done += AT_ONCE) {
                copy(connection, Math.min(AT_ONCE, number - done), received.plus(step.multipliedBy(done)), step);
            }
            run(connection, "alter table complaint enable trigger complaint_search_new");
            for (String index : INDEXES) {
                run(connection, "create index " + index);
            }
            run(connection, "drop table if exists placed");
            // All places anew: the million is older than the ten thousand that were there first.
            run(connection, "truncate complaint_search, search_word");
            run(connection, """
                    create unlogged table placed as
                    select id, row_number() over (order by received_at, id) as place from complaint
                    """);
            run(connection, "create index on placed (place)");
            run(connection, "analyze");
            documents();
            run(connection, "set maintenance_work_mem = '1GB'");
            run(
                    connection,
                    "create index complaint_search_words on complaint_search using gin (words)"
                            + " with (fastupdate = on, gin_pending_list_limit = 4096)");
            run(connection, "select setval('complaint_search_place', (select max(place) from placed))");
            run(connection, DICTIONARY);
            run(connection, "vacuum analyze complaint_search");
            run(connection, "vacuum analyze complaint");
            run(connection, "vacuum analyze search_word");
        }
        System.err.printf(
                Locale.ROOT, "%d complaints more took %.0f s to fill in.%n", number, (System.nanoTime() - began) / 1e9);
    }

    private void documents() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> halves = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                int remainder = half;
                halves.add(threads.submit(() -> {
                    try (var connection = stack.connect("complaint");
                            var insert = connection.prepareStatement(DOCUMENTS)) {
                        run(connection, "set synchronous_commit = off");
                        insert.setInt(1, remainder);
                        insert.executeUpdate();
                    }
                    return null;
                }));
            }
            for (var half : halves) {
                half.get();
            }
        }
    }

    private void copy(Connection connection, int number, Instant first, Duration step) throws SQLException {
        List<List<String>> customers = new ArrayList<>();
        List<List<String>> complaints = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            var at = first.plus(step.multipliedBy(i));
            var language = random.nextInt(10) < 7 ? "en" : pick(List.copyOf(lines.keySet()));
            var customer = id(at);
            var name = pick(FIRST_NAMES) + " " + pick(rare);
            var address = "c" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + "@customers.example";
            var reference = reference();
            if (random.nextInt(1_000) == 0 || references.size() < 20) {
                references.add(reference);
                addresses.add(address);
            }
            int owner = random.nextInt(OWNERS);
            var phone = "+35840" + random.nextInt(1_000_000, 9_999_999);
            var segment = pick(List.of("gold", "silver", "basic"));
            customers.add(List.of(customer, name, language, address, phone, segment, at.toString()));
            complaints.add(List.of(
                    id(at),
                    reference,
                    customer,
                    language,
                    said(language),
                    pick(products),
                    at.toString(),
                    "o" + owner,
                    owners.get(owner),
                    pick(STATES)));
        }
        insert(connection, CUSTOMERS, customers);
        insert(connection, COMPLAINTS, complaints);
    }

    /** One array for each column. */
    private static void insert(Connection connection, String sql, List<List<String>> rows) throws SQLException {
        try (var insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.getFirst().size(); i++) {
                int column = i;
                insert.setArray(
                        i + 1,
                        connection.createArrayOf(
                                "text",
                                rows.stream().map(row -> row.get(column)).toArray()));
            }
            insert.executeUpdate();
        }
    }

    private String said(String language) {
        var said = new StringBuilder();
        for (int i = random.nextInt(2, 6); i > 0; i--) {
            said.append(pick(language.equals("en") ? sentences : lines.getOrDefault(language, sentences)))
                    .append(' ');
        }
        return said.append(pick(rare))
                .append(" claim ")
                .append(random.nextInt(1_000_000, 9_999_999))
                .toString();
    }

    /** Ids grow with the time, as the service's do. */
    private String id(Instant at) {
        return new UUID(
                        (at.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000),
                        0x8000_0000_0000_0000L | (random.nextLong() >>> 2))
                .toString();
    }

    private String reference() {
        long number = random.nextLong() >>> 29;
        while (number % 37 >= ALPHABET.length()) {
            number = random.nextLong() >>> 29;
        }
        var symbols = new StringBuilder();
        for (int shift = 30; shift >= 0; shift -= 5) {
            symbols.append(ALPHABET.charAt((int) (number >>> shift) & 31));
        }
        symbols.append(ALPHABET.charAt((int) (number % 37)));
        return "MG-" + symbols.substring(0, 4) + "-" + symbols.substring(4);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String line(String text) {
        return text.replaceAll("[\\\\\\p{Cntrl}]", " ").strip();
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
