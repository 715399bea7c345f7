package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.Topic;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A customer with the link to their page. */
@Singleton
class CustomersPage {

    static final Person ELENI = new Person("00000000-0000-4000-8000-000000000002", "Eleni Papadaki");

    private final Topics topics;
    private final LinkTokens links;
    private final AgroalDataSource database;

    CustomersPage(Topics topics, LinkTokens links, AgroalDataSource database) {
        this.topics = topics;
        this.links = links;
        this.database = database;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** A complaint whose owner has proposed that it is put right. */
    UUID proposed(String name, String language) {
        var id = complaint(name, language, "My car broke down");
        List<JourneyEvent> journey = List.of(
                new JourneyOpened(id, ELENI, JourneyState.OPENED, now()),
                new RecoveryProposed(id, ELENI, "It is ready.", JourneyState.PROPOSED, now()));
        journey.forEach(topics::tell);
        await().untilAsserted(() -> assertThat(page(id)).contains("/confirmed"));
        return id;
    }

    String token(UUID complaint) {
        return links.derive(Complaint.LINK_PURPOSE, complaint, 1);
    }

    String page(UUID complaint) {
        var answer = look(complaint, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString();
    }

    Response look(UUID complaint, String query) {
        return given().get("/track/" + token(complaint) + query);
    }

    static Response press(String token, String button, String words) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("words", words)
                .post("/track/%s/%s".formatted(token, button));
    }

    /** What the others were told that the customer answered, once everything before now has left. */
    List<Told> answers(UUID complaint) {
        var later = complaint("Fence", "en", "What is told after this was written after it");
        await().until(() -> !topics.told(Topic.COMPLAINTS, later).isEmpty());
        return topics.told(Topic.COMPLAINTS, complaint).stream()
                .filter(told -> !told.type().endsWith("ComplaintReceived"))
                .toList();
    }

    /** What stands on the complaint and its customer, by which transaction, and how much was told of it. */
    String rows(UUID complaint) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select concat(c.xmin, c::text, k.version, k.name, k.language, (select count(*) from outbox where key = c.id))
                        from complaint c join customer k on k.id = c.customer_id where c.id = ?
                        """)) {
            select.setObject(1, complaint);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    static String reference(UUID complaint) {
        return as("eleni").get("/v1/complaints/" + complaint).then().extract().path("reference");
    }

    static String swapCase(String token) {
        var lower = token.toLowerCase(Locale.ROOT);
        return token.equals(lower) ? token.toUpperCase(Locale.ROOT) : lower;
    }
}
