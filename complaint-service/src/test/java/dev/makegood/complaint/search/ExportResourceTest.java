package dev.makegood.complaint.search;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leads and managers take complaints out as a file, and it is on record that they did. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class ExportResourceTest {

    @Test
    void aFileHoldsWhatTheListShowsAndNoFormulas() {
        var product = "Export " + UUID.randomUUID();
        complain("=cmd|'/c calc'!A1", "First, with a \"quote\",\r\na new line; Ντροπή 😡", product);
        complain("Bob", "-1 star. Never again", product);
        complain("Eve", "Not this one", product + "x");
        List<NamedCsvRecord> rows = csv(product, "");
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().getField("verbatim")).isEqualTo("'-1 star. Never again");
        assertThat(rows.getLast().getField("verbatim")).isEqualTo("First, with a \"quote\",\r\na new line; Ντροπή 😡");
        assertThat(rows.getLast().getField("customer")).isEqualTo("'=cmd|'/c calc'!A1");
        assertThat(rows.getLast().getField("reference")).startsWith("MG-");
        assertThat(rows.getLast().getField("state")).isEqualTo("OPENED");

        as("lena")
                .queryParam("format", "json")
                .queryParam("product", product)
                .get("/v1/complaints/export")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", containsString("complaints.json"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body("", hasSize(2))
                .body("[0].verbatim", equalTo("-1 star. Never again"));
        await().untilAsserted(() -> {
            var found = as("lena")
                    .queryParam("product", product)
                    .queryParam("q", "stars")
                    .get("/v1/complaints/export")
                    .asString();
            assertThat(rows(found)).hasSize(1);
        });
        assertThat(csv(product, "?bom=true").getFirst().getHeader().getFirst()).isEqualTo("reference");
        as("lena")
                .queryParam("bom", "true")
                .queryParam("product", product)
                .get("/v1/complaints/export")
                .then()
                .body(startsWith("\ufeffreference,"));
    }

    @Test
    void whoTookWhatIsOnRecordButNotTheWordsTheyLookedFor() {
        var product = "Record " + UUID.randomUUID();
        complain("Ann", "Something of Xenophontos", product);
        as("lena")
                .queryParam("product", product)
                .queryParam("q", "Xenophontos")
                .get("/v1/complaints/export")
                .then()
                .statusCode(200);
        var record = "select by_name || ' ' || format || ' ' || filter from complaint_export where filter like ?";
        assertThat(Database.column(record, "%" + product + "%"))
                .containsExactly("Lena Hartmann CSV product=" + product + "&q=…");
        await().untilAsserted(() -> assertThat(Database.number(
                        "select count(*) from complaint_export where filter like ? and ended_at is not null",
                        "%" + product + "%"))
                .isOne());
    }

    @Test
    void agentsTakeNothingOut() {
        as("eleni").get("/v1/complaints/export").then().statusCode(403);
        as("dealer").get("/v1/complaints/export").then().statusCode(403);
        given().get("/v1/complaints/export").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"format, xml", "bom, maybe", "merged, perhaps", "language, xx", "state, OPEN", "team, other", "q, ' '"})
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        as("lena")
                .queryParam(name, value)
                .get("/v1/complaints/export")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static List<NamedCsvRecord> csv(String product, String query) {
        return rows(as("lena")
                .queryParam("product", product)
                .get("/v1/complaints/export" + query)
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .extract()
                .asString()
                .replace("\ufeff", ""));
    }

    private static List<NamedCsvRecord> rows(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static void complain(String name, String words, String product) {
        creating(given())
                .body(Map.of("customer", Map.of("name", name, "language", "en"), "verbatim", words, "product", product))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
    }
}
