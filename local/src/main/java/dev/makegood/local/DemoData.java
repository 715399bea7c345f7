package dev.makegood.local;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration: who works here, three parties, and 200 complaints in five languages from demo/complaints.csv, each posted by an agent who speaks the
 * customer's language. Idempotency keys make a second load change nothing.
 */
public final class DemoData {
    private static final int AT_ONCE = 8;
    private static final int PRECONDITION_REQUIRED = 428;

    /** The parties of the story that the system exists for. */
    private static final Map<String, Map<String, Object>> PARTIES = Map.of(
            "harbour-motors", party("Harbour Motors", "dealer"),
            "blue-road-towing", party("Blue Road Towing", "towing"),
            "northgate-insurance", party("Northgate Insurance", "insurer"));

    /** What the packets for each kind of party have to hold. */
    private static final Map<String, List<String>> TEMPLATES = Map.of(
            "dealer", List.of("plate"),
            "towing", List.of("pickupPlace"),
            "insurer", List.of("claimNumber", "policyNumber"));

    private final String complaints;
    private final String journeys;
    private final Tokens tokens;
    private final Api api = new Api();

    /** {@code complaints} and {@code journeys} are the addresses of the services that keep them. */
    public DemoData(String complaints, String journeys, Tokens tokens) {
        this.complaints = complaints;
        this.journeys = journeys;
        this.tokens = tokens;
    }

    /** Says who works here, what they speak and how much they can carry: a complaint that nobody took in person finds them by it. */
    private List<String> loadAgents() throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Users.User user : Users.all()) {
            String role = role(user);
            if (role.isEmpty()) {
                continue;
            }
            Map<String, Object> agent = Map.of(
                    "name",
                    user.name(),
                    "team",
                    "front",
                    "role",
                    role,
                    "languages",
                    user.languages(),
                    // Who speaks nothing but English has room for all of it.
                    "capacity",
                    user.languages().size() == 1 ? 5_000 : 100);
            Api.Answer answer = api.send(Api.request(journeys + "/v1/agents/" + user.sub(), tokens.of("lena"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(Json.write(agent)))
                    .build());
            if (!answer.isSuccess() && answer.status() != PRECONDITION_REQUIRED) {
                failures.add(user.username() + ": " + answer.why());
            }
        }
        return failures;
    }

    /** What they answer for; empty for those who own no journeys. */
    private static String role(Users.User user) {
        return List.of("lead", "manager", "agent").stream()
                .filter(user.roles()::contains)
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
    }

    /** Loads all; says how many, and which failed and why. Returns whether all were taken. */
    public boolean load(PrintStream out) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>(loadAgents());
        failures.addAll(loadParties());
        List<Future<@Nullable String>> loading = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (NamedCsvRecord row : rows()) {
                loading.add(threads.submit(() -> load(row)));
            }
            for (Future<@Nullable String> one : loading) {
                String failure = one.get();
                if (failure != null) {
                    failures.add(failure);
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("The demonstration's data could not be loaded: " + e.getCause(), e);
        }
        out.println("Demonstration: " + (loading.size() - failures.size()) + " of " + loading.size()
                + " complaints are there.");
        failures.stream().limit(10).forEach(failure -> out.println("  " + failure));
        return failures.isEmpty();
    }

    private List<String> loadParties() throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, List<String>> template : TEMPLATES.entrySet()) {
            put("/v1/legs/templates/" + template.getKey(), Map.of("requires", template.getValue()), failures);
        }
        for (Map.Entry<String, Map<String, Object>> party : PARTIES.entrySet()) {
            put("/v1/legs/parties/" + party.getKey(), party.getValue(), failures);
        }
        return failures;
    }

    /** Adds what is not there yet: what is answers that a change needs If-Match. */
    private void put(String path, Map<String, Object> body, List<String> failures)
            throws IOException, InterruptedException {
        Api.Answer answer = api.send(Api.request(journeys + path, tokens.of("lena"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
        if (!answer.isSuccess() && answer.status() != PRECONDITION_REQUIRED) {
            failures.add(path + ": " + answer.why());
        }
    }

    private static Map<String, Object> party(String name, String kind) {
        return Map.of("name", name, "type", "PARTNER", "kind", kind, "requires", List.of());
    }

    static List<NamedCsvRecord> rows() throws IOException {
        try (InputStream file = DemoData.class.getResourceAsStream("/demo/complaints.csv")) {
            if (file == null) {
                throw new IOException("demo/complaints.csv is not on the classpath");
            }
            try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8);
                    CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
                return csv.stream().toList();
            }
        }
    }

    private @Nullable String load(NamedCsvRecord row) throws IOException, InterruptedException {
        String reference = row.getField("external_ref");
        String token = tokens.of(agent(row.getField("language")));
        Api.Answer customer = post("/v1/customers", token, "demo-customer-" + reference, customer(row));
        if (!customer.isSuccess()) {
            return reference + ": the customer was refused: " + customer.why();
        }
        String id = customer.body().path("id").asText();
        Api.Answer complaint = post("/v1/complaints", token, "demo-complaint-" + reference, complaint(row, id));
        return complaint.isSuccess() ? null : reference + ": the complaint was refused: " + complaint.why();
    }

    private Api.Answer post(String path, String token, String key, Map<String, Object> body)
            throws IOException, InterruptedException {
        return api.send(Api.request(complaints + path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    /** The first agent in the list whose first language it is. */
    private static String agent(String language) {
        return Users.all().stream()
                .filter(user -> user.roles().contains("agent")
                        && user.languages().getFirst().equals(language))
                .findFirst()
                .orElse(Users.of("james"))
                .username();
    }

    private static Map<String, Object> customer(NamedCsvRecord row) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("name", row.getField("customer_name"));
        customer.put("language", row.getField("language"));
        putUnlessEmpty(customer, "email", row.getField("customer_email"));
        putUnlessEmpty(customer, "phone", row.getField("customer_phone"));
        putUnlessEmpty(customer, "segment", row.getField("segment"));
        customer.put(
                "lines",
                List.of(Map.of(
                        "product", row.getField("line_product"),
                        "years", Integer.valueOf(row.getField("line_years")),
                        "yearlyProfit",
                                Map.of(
                                        "amount", row.getField("line_yearly_profit"),
                                        "currency", row.getField("currency")))));
        return customer;
    }

    private static Map<String, Object> complaint(NamedCsvRecord row, String customerId) {
        Map<String, Object> complaint = new LinkedHashMap<>();
        complaint.put("customerId", customerId);
        complaint.put("verbatim", row.getField("verbatim"));
        putUnlessEmpty(complaint, "desiredOutcome", row.getField("desired_outcome"));
        complaint.put("channel", row.getField("channel"));
        complaint.put("occurredAt", row.getField("occurred_at"));
        complaint.put("product", row.getField("product"));
        complaint.put("externalRef", row.getField("external_ref"));
        return complaint;
    }

    private static void putUnlessEmpty(Map<String, Object> body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }
}
