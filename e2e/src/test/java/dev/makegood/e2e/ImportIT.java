package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A file of real complaints, taken in while every service in turn is killed. Whatever dies, each row is one complaint with one
 * journey, one owner and one receipt, or is reported with its line and reason.
 */
@ExtendWith(RunningStack.class)
class ImportIT {

    private static final String IMPORTS =
            "/v1/complaints/imports?mapping=cfpb&emailPattern=consumer-%7BComplaint%20ID%7D@example.org";

    private final Stack stack;
    private final Desk lena;

    ImportIT(Stack stack) {
        this.stack = stack;
        this.lena = stack.as("lena");
    }

    @Test
    void everyRowBecomesOneComplaintWithAJourneyAndAReceiptWhicheverServiceIsKilled() throws Exception {
        var file = Narratives.load();
        int good = file.rows() - file.unusable();
        var key = UUID.randomUUID().toString();
        var job = lena.upload(IMPORTS, file.csv(), key).expect(202);
        var path = "/v1/complaints/imports/" + job.at("/id");

        killInTheMiddle(path, good);
        var done = awaitDone(path);

        assertThat(done.at("/created").asInt()).as(file.source()).isEqualTo(good);
        assertThat(done.at("/failed").asInt()).isEqualTo(file.unusable());
        assertThat(done.at("/rowsDone").asInt()).isEqualTo(file.rows());
        var failed = lena.get(path + "/rows?state=FAILED").expect(200).json().at("/items");
        assertThat(failed).hasSize(file.unusable()).allSatisfy(row -> {
            assertThat(row.at("/line").asInt()).isPositive();
            assertThat(row.at("/detail").asText()).contains("20000");
        });
        countsAgree(good);
        everyWordIsAsItWasWritten(file);

        // The same file under the same key is the same job; under another key every row is on file already.
        assertThat(lena.upload(IMPORTS, file.csv(), key).expect(202).at("/id")).isEqualTo(job.at("/id"));
        var again = "/v1/complaints/imports/"
                + lena.upload(IMPORTS, file.csv(), UUID.randomUUID().toString())
                        .expect(202)
                        .at("/id");
        var rerun = awaitDone(again);
        assertThat(rerun.at("/created").asInt()).isZero();
        assertThat(rerun.at("/existing").asInt()).isEqualTo(good);
        countsAgree(good);
    }

    /** Kills each service once while there is work for it, and starts it again. */
    private void killInTheMiddle(String path, int rows) throws IOException, InterruptedException, SQLException {
        for (String service : List.of("notification", "recovery", "complaint")) {
            long before = receipts();
            await().atMost(Duration.ofMinutes(2)).until(() -> receipts() > before || receipts() == rows);
            stack.services().kill9(service);
            stack.services().start(service);
        }
        assertThat(lena.get(path).status()).isEqualTo(200);
    }

    private JsonNode awaitDone(String path) {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> lena.get(path).expect(200).json(),
                        job -> !job.at("/state").asText().equals("RUNNING"));
    }

    private long receipts() throws SQLException {
        return stack.count(
                "notification",
                "select count(*) from delivery join recipient using (complaint_id) join recipient_customer using (customer_id)"
                        + " where kind = 'receipt' and state = 'SENT' and email like 'consumer-%@example.org'");
    }

    private void countsAgree(long complaints) throws SQLException {
        var imported = "select count(*) from complaint where external_ref like 'cfpb-%'";
        assertThat(stack.count("complaint", imported)).isEqualTo(complaints);
        await().atMost(Duration.ofMinutes(3)).until(() -> receipts() == complaints);
        var ofImported = " where customer_name like 'Consumer %'";
        // Whoever tells the customer does not wait for whoever opens the journey.
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(stack.count("recovery", "select count(*) from journey" + ofImported))
                        .isEqualTo(complaints));
        assertThat(stack.count(
                        "recovery",
                        "select count(distinct journey_id) from owner_interval join journey on journey.id = journey_id"
                                + ofImported + " and until_at is null"))
                .isEqualTo(complaints);
        // A crash between the mail server's answer and our commit sends a message again, under the same Message-ID.
        long again = stack.count("notification", "select coalesce(sum(resent_after_crash), 0) from delivery");
        var receiptsAtServer = stack.mailbox().messageIds("@example.org");
        assertThat(receiptsAtServer.stream().distinct().count()).isEqualTo(complaints);
        assertThat(receiptsAtServer.size()).isBetween((int) complaints, (int) (complaints + again));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (String service : List.of("complaint", "recovery", "notification")) {
                assertThat(stack.count(service, "select count(*) from outbox where sent_at is null"))
                        .isZero();
                assertThat(stack.count(service, "select count(*) from inbox_parked"))
                        .isZero();
            }
        });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                stack.count(
                                        "complaint",
                                        "select count(*) from complaint where external_ref like 'cfpb-%' and (select count(*) from"
                                                + " timeline_entry where complaint_id = complaint.id and kind = 'NotificationSent') = 1"))
                        .isEqualTo(complaints));
    }

    private void everyWordIsAsItWasWritten(Narratives file) throws IOException, SQLException {
        Map<String, String> written = new HashMap<>();
        try (var rows = CsvReader.builder()
                .ofNamedCsvRecord(
                        new InputStreamReader(new ByteArrayInputStream(file.csv()), StandardCharsets.UTF_8))) {
            rows.forEach(row ->
                    written.put("cfpb-" + row.getField("Complaint ID"), row.getField("Consumer complaint narrative")));
        }
        Map<String, String> kept = new HashMap<>();
        try (var connection = stack.connect("complaint");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select external_ref, verbatim from complaint where external_ref like 'cfpb-%'")) {
            while (rows.next()) {
                kept.put(rows.getString(1), rows.getString(2));
            }
        }
        assertThat(kept).allSatisfy((ref, words) -> assertThat(words).isEqualTo(written.get(ref)));
    }
}
