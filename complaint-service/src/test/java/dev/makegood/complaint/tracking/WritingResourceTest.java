package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.CustomerAsked;
import dev.makegood.contract.JourneyState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Customers write on their page, answer what they are asked, and send and fetch files. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class WritingResourceTest {

    private static final byte[] NOTE = "The plate is ΙΚΑ-1234.".getBytes(UTF_8);

    @Inject
    Topics topics;

    @Inject
    CustomersPage them;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Test
    void whatIsWrittenStandsThereAtOnceAndInItsOwnScript() {
        var id = complaint("Nikos", "en", "My car broke down");
        assertThat(them.page(id)).contains("Write here whenever you like.");
        var words = "Καλημέρα!\r\n<b>שלום</b> {page.token} 😡";
        var sent = send(form(words), id);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location"))
                .hasValue("../%s?answered=sent&lang=en".formatted(them.token(id)));
        assertThat(them.page(id))
                .contains("<li class=\"you\">", ">Καλημέρα!\n&lt;b&gt;שלום&lt;/b&gt; {page.token} 😡</p>")
                .doesNotContain("Write here whenever you like.", "<b>");
        assertThat(them.answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.CustomerWrote");
            assertThat(told.body().path("channel").asText()).isEqualTo("WEB");
            assertThat(told.body().path("words").asText()).isEqualTo(words.replace("\r\n", "\n"));
        });
    }

    @Test
    void aQuestionIsAnsweredWhereItIsAsked() {
        var id = complaint("Nikos", "en", "My car broke down");
        var question = UUID.randomUUID();
        topics.tell(new CustomerAsked(
                id,
                question,
                CustomersPage.ELENI,
                "plate",
                "Which plate does it have?",
                JourneyState.RECOVERING,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id))
                .contains("Eleni asks you", "Which plate does it have?", "value=\"question-" + question + "\""));

        var nothing = send(form("  ").field("form", "question-" + question), id);
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("There is nothing to send yet.", "id=\"wrong-question-" + question + "\"");

        assertThat(send(form("ΙΚΑ-1234").field("form", "question-" + question), id)
                        .statusCode())
                .isEqualTo(303);
        assertThat(them.page(id)).contains(">ΙΚΑ-1234</p>").doesNotContain("Eleni asks you");
    }

    @Test
    void aFileIsSentWithAMessageAndFetchedAsAFile() {
        var id = complaint("Nikos", "en", "My car broke down");
        assertThat(send(form("Here it is").file("Πινακίδα <1>.txt", NOTE), id).statusCode())
                .isEqualTo(303);
        assertThat(send(new Multipart().file("again.txt", NOTE), id).statusCode())
                .isEqualTo(303);
        var page = them.page(id);
        assertThat(page).contains("Πινακίδα 1.txt", "again.txt");
        var link = Pattern.compile("/track/[^/\"]+/files/[0-9a-f-]+").matcher(page);
        assertThat(link.find()).isTrue();
        var fetched = given().get(link.group());
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.asByteArray()).isEqualTo(NOTE);
        assertThat(fetched.header("Content-Disposition")).startsWith("attachment");
        assertThat(fetched.header("X-Content-Type-Options")).isEqualTo("nosniff");

        var file = link.group().substring(link.group().lastIndexOf('/') + 1);
        var other = complaint("Maria", "en", "My car broke down");
        given().get("/track/%s/files/%s".formatted(them.token(other), file))
                .then()
                .statusCode(404);
        given().get("/track/%s/files/%s".formatted(them.token(id), UUID.randomUUID()))
                .then()
                .statusCode(404);
        given().get("/track/%s/files/x".formatted(them.token(id))).then().statusCode(404);
    }

    @Test
    void whoWritesTooMuchLosesNoWord() {
        var id = complaint("Nikos", "en", "My car broke down");
        var words = "Ω".repeat(20_001);
        var answer = send(form(words), id);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("more than 20,000 characters", "id=\"wrong-message\"", ">" + words + "</textarea>");
        assertThat(send(form("Ω".repeat(20_000)), id).statusCode()).isEqualTo(303);
        assertThat(them.answers(id)).hasSize(1);
    }

    @Test
    void aFileThatCannotBeTakenTakesNothingWithIt() {
        var id = complaint("Nikos", "en", "My car broke down");
        var pixel =
                new Multipart().file("bomb.png", bomb()).file("fine.txt", NOTE).field("words", "Look");
        var answer = send(pixel, id);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("A file cannot be taken", ">Look</textarea>");
        assertThat(them.page(id)).doesNotContain("fine.txt", ">Look<");
        assertThat(them.answers(id)).isEmpty();
    }

    @Test
    void whatIsTooLargeIsTurnedAwayBeforeItIsRead() throws IOException {
        var id = complaint("Nikos", "en", "My car broke down");
        assertThat(announce(id, "Transfer-Encoding: chunked")).startsWith("HTTP/1.1 411 ");
        assertThat(announce(id, "Content-Length: 900000000"))
                .startsWith("HTTP/1.1 413 ")
                .contains("Liian paljon kerralla");
    }

    /** What is answered to a form of which only the head ever comes. */
    private String announce(UUID complaint, String length) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("""
                            POST /track/%s/messages HTTP/1.1\r
                            Host: localhost\r
                            Accept-Language: fi\r
                            Content-Type: multipart/form-data; boundary=x\r
                            Connection: close\r
                            %s\r
                            \r
                            """.formatted(them.token(complaint), length).getBytes(UTF_8));
            var answer = new StringBuilder();
            var reader = new InputStreamReader(socket.getInputStream(), UTF_8);
            for (int c = reader.read();
                    c >= 0 && answer.indexOf("</html>") < 0 && answer.indexOf("traceId") < 0;
                    c = reader.read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    @Test
    void aLinkThatOpensNothingTakesNothing() {
        assertThat(given().multiPart("words", "x")
                        .post("/track/%s/messages".formatted("A".repeat(43)))
                        .statusCode())
                .isEqualTo(404);
        var id = complaint("Nikos", "en", "My car broke down");
        given().contentType("text/plain")
                .body("words=x")
                .post("/track/%s/messages".formatted(them.token(id)))
                .then()
                .statusCode(415);
    }

    /** A picture of a few bytes that says that it is 50,000 pixels wide and high. */
    private static byte[] bomb() {
        var png = ByteBuffer.allocate(57);
        png.putLong(0x89504e470d0a1a0aL);
        png.putInt(13).put("IHDR".getBytes(UTF_8)).putInt(50_000).putInt(50_000);
        png.put((byte) 8).put((byte) 2).put(new byte[3]).putInt(0);
        png.putInt(0).put("IDAT".getBytes(UTF_8)).putInt(0);
        png.putInt(0).put("IEND".getBytes(UTF_8)).putInt(0xae426082);
        return png.array();
    }

    private static Multipart form(String words) {
        return new Multipart().field("words", words);
    }

    private HttpResponse<String> send(Multipart form, UUID complaint) {
        return form.post(URI.create("http://localhost:%d/track/%s/messages".formatted(port, them.token(complaint))));
    }
}
