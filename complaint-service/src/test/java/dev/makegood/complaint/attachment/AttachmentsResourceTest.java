package dev.makegood.complaint.attachment;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of files: in, looked at, out as downloads, and away. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class AttachmentsResourceTest {

    private static final int LARGEST = 25 * 1024 * 1024;
    private static final Path KEPT = Path.of("target/attachments/kept");

    @TestHTTPResource("/")
    URI service;

    @Inject
    Attachments attachments;

    @Inject
    ObjectStore store;

    @Inject
    Sweeper sweeper;

    @Inject
    Event<Erasing> erasing;

    @Inject
    Event<Exporting> exporting;

    // ---- in and out

    @Test
    void aFileComesBackToTheByteAndSaysWhatItIs() {
        var complaint = complaint("Νίκος", "el", "Δείτε το τιμολόγιο.");
        byte[] pdf = ("%PDF-1.7\n" + "x".repeat(5000) + "\n%%EOF").getBytes(StandardCharsets.ISO_8859_1);
        var id = attach(complaint, "τιμολόγιο.pdf", "text/html", pdf)
                .statusCode(201)
                .header("Location", containsString("/v1/attachments/"))
                .body("name", equalTo("τιμολόγιο.pdf"))
                .body("type", equalTo("application/pdf"))
                .body("size", equalTo(pdf.length))
                .body(
                        "digest",
                        equalTo(HexFormat.of().formatHex(Digests.sha256().digest(pdf))))
                .body("by.name", equalTo("Eleni Papadaki"))
                .body("byCustomer", equalTo(false))
                .body("state", equalTo("UNSCANNED"))
                .extract()
                .<String>path("id");
        var download = as("sofia")
                .get("/v1/attachments/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/pdf"))
                .header("Content-Length", equalTo(Integer.toString(pdf.length)))
                .header("Content-Disposition", containsString("attachment; filename=\""))
                .header("Content-Disposition", containsString("filename*=UTF-8''%CF%84"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .asByteArray();
        assertThat(download).isEqualTo(pdf);
        as("marcus")
                .get("/v1/complaints/" + complaint + "/attachments")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id));
        as("marcus").get("/v1/attachments/" + id).then().statusCode(200).body("name", equalTo("τιμολόγιο.pdf"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page.html  | <!DOCTYPE html><html><script>alert(1)</script></html>
            logo.svg   | <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>
            data.xml   | <?xml version="1.0"?><a xmlns:x="http://www.w3.org/1999/xhtml"><x:script>alert(1)</x:script></a>
            run.js     | #!/usr/bin/env node
            innocent.png | <html><body onload=alert(1)>
            a.xhtml    | <html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>
            """)
    void whatABrowserWouldRunIsJustBytes(String name, String content) {
        var complaint = complaint("A", "en", "x");
        String id = attach(complaint, name, "image/png", content.getBytes(StandardCharsets.UTF_8))
                .statusCode(201)
                .extract()
                .path("id");
        var answer =
                as("eleni").get("/v1/attachments/" + id + "/content").then().statusCode(200);
        answer.header("Content-Type", not(containsString("html")))
                .header("Content-Type", not(containsString("xml")))
                .header("Content-Type", not(containsString("image")))
                .header("Content-Type", not(containsString("javascript")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Disposition", containsString("attachment"));
        assertThat(answer.extract().asByteArray()).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
    }

    /** CVE-2026-22200: nothing that a document names is ever fetched; it is bytes to us. */
    @Test
    void nothingThatADocumentNamesIsFetched() {
        var complaint = complaint("A", "en", "x");
        byte[] pdf =
                "%PDF-1.4 <img src=\"file:///etc/passwd\"> <img src=\"php://filter/resource=x\"> /OpenAction /JavaScript"
                        .getBytes(StandardCharsets.UTF_8);
        String id =
                attach(complaint, "a.pdf", null, pdf).statusCode(201).extract().path("id");
        assertThat(as("eleni").get("/v1/attachments/" + id + "/content").asByteArray())
                .isEqualTo(pdf);
    }

    @Test
    void aPhotographIsKeptUprightAndWithoutWhereItWasTaken() throws IOException {
        var complaint = complaint("A", "en", "x");
        byte[] photograph = Photographs.jpeg(Photographs.twoColours(80, 60), 6);
        var kept = attach(complaint, "IMG_0001.JPG", "image/jpeg", photograph)
                .statusCode(201)
                .body("type", equalTo("image/jpeg"))
                .body("width", equalTo(60))
                .body("height", equalTo(80))
                .extract();
        byte[] downloaded = as("eleni")
                .get("/v1/attachments/" + kept.path("id") + "/content")
                .asByteArray();
        assertThat(new String(downloaded, StandardCharsets.ISO_8859_1)).doesNotContain("GPS-SECRET");
        assertThat(kept.<String>path("digest"))
                .isEqualTo(HexFormat.of().formatHex(Digests.sha256().digest(downloaded)));
    }

    @Test
    void anImageOfFiftyThousandBySoManyPixelsIsRefused() throws IOException {
        var complaint = complaint("A", "en", "x");
        attach(complaint, "bomb.png", "image/png", Photographs.statedPng(50_000, 50_000))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].code", equalTo("too-many-pixels"));
        assertThat(attachments.of(complaint)).isEmpty();
        assertThat(incoming()).isZero();
    }

    @Test
    void aBrokenImageIsKeptAsTheBytesThatItIs() {
        var complaint = complaint("A", "en", "x");
        byte[] broken = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 9, 9};
        String id = attach(complaint, "broken.jpg", "image/jpeg", broken)
                .statusCode(201)
                .body("type", equalTo("application/octet-stream"))
                .extract()
                .path("id");
        assertThat(as("eleni").get("/v1/attachments/" + id + "/content").asByteArray())
                .isEqualTo(broken);
    }

    @Test
    void anEmptyFileIsAFile() {
        var complaint = complaint("A", "en", "x");
        String id = attach(complaint, "empty.txt", "text/plain", new byte[0])
                .statusCode(201)
                .body("size", equalTo(0))
                .extract()
                .path("id");
        as("eleni").get("/v1/attachments/" + id + "/content").then().statusCode(200);
    }

    // ---- what is not taken

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItCameAndAsItComes() throws Exception {
        var complaint = complaint("A", "en", "x");
        // Said before: nothing of it is waited for.
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("""
                            POST /v1/complaints/%s/attachments?name=a HTTP/1.1
                            Host: a
                            Idempotency-Key: k
                            Authorization: Bearer %s
                            Content-Length: %d

                            """.formatted(complaint, Tokens.of("eleni"), LARGEST + 1L)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
        // Not said: as soon as it is.
        assertThat(stream(complaint, LARGEST + 1, false)).isEqualTo(413);
        assertThat(attachments.of(complaint)).isEmpty();
        await().untilAsserted(() -> assertThat(incoming()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip"})
    void aPackedBodyIsNotUnpacked(String encoding) {
        var complaint = complaint("A", "en", "x");
        uploading()
                .header("Content-Encoding", encoding)
                .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
                .post("/v1/complaints/" + complaint + "/attachments?name=a")
                .then()
                .statusCode(415);
        as("eleni")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .multiPart("file", "a.txt", new byte[] {1})
                .post("/v1/complaints/" + complaint + "/attachments?name=a")
                .then()
                .statusCode(415);
        assertThat(attachments.of(complaint)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eleni  | ?name=a         | -   | 400
            eleni  |                 | key | 400
            eleni  | ?name=%20       | key | 400
            eleni  | ?name=a&x=1     | key | 400
            eleni  | ?name=a%00b     | key | 400
            marcus | ?name=a         | key | 403
            dealer | ?name=a         | key | 403
            """)
    void whatIsNotAskedProperlyIsRefused(String user, String query, String key, int status) {
        var complaint = complaint("A", "en", "x");
        var request = as(user).contentType("application/octet-stream").body(new byte[] {1});
        if (key.equals("key")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        request.urlEncodingEnabled(false)
                .post("/v1/complaints/" + complaint + "/attachments" + (query == null ? "" : query))
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
        assertThat(attachments.of(complaint)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        attach(UUID.randomUUID(), "a", null, new byte[] {1}).statusCode(404);
        as("eleni").get("/v1/attachments/" + UUID.randomUUID()).then().statusCode(404);
        as("eleni")
                .get("/v1/attachments/" + UUID.randomUUID() + "/content")
                .then()
                .statusCode(404);
        as("eleni").get("/v1/attachments/../kept/content").then().statusCode(404);
        given().get("/v1/attachments/" + UUID.randomUUID() + "/content").then().statusCode(401);
    }

    @Test
    void aKeyBringsOneFile() {
        var complaint = complaint("A", "en", "x");
        var key = UUID.randomUUID().toString();
        String first =
                attach(complaint, key, "a.txt", "one").statusCode(201).extract().path("id");
        attach(complaint, key, "a.txt", "one").statusCode(201).body("id", equalTo(first));
        attach(complaint, key, "a.txt", "two").statusCode(422).body("errors[0].code", equalTo("key-reused"));
        assertThat(attachments.of(complaint)).hasSize(1);
    }

    @Test
    void twoFilesAtTheLimitAreNotBothKept() throws Exception {
        var complaint = complaint("A", "en", "x");
        for (int i = 0; i < 49; i++) {
            attach(complaint, i + ".txt", null, new byte[] {1}).statusCode(201);
        }
        assertThat(together(
                        () -> attach(complaint, "a", null, new byte[] {1})
                                .extract()
                                .statusCode(),
                        () -> attach(complaint, "b", null, new byte[] {2})
                                .extract()
                                .statusCode(),
                        () -> attach(complaint, "c", null, new byte[] {3})
                                .extract()
                                .statusCode()))
                .containsExactlyInAnyOrder(201, 422, 422);
        attach(complaint, "d", null, new byte[] {1})
                .statusCode(422)
                .body("type", equalTo("urn:makegood:problem:too-many-files"))
                .body("files", equalTo(50));
        assertThat(attachments.of(complaint)).hasSize(50);
    }

    // ---- customers

    @Test
    void aCustomerSeesTheirFilesAndThoseThatWereSentToThem() throws IOException {
        var complaint = complaint("A", "en", "x");
        var other = complaint("B", "en", "y");
        var theirs = byCustomer(complaint, "theirs.txt", "mine");
        var notSent = UUID.fromString(attach(complaint, "evidence.txt", null, new byte[] {1})
                .statusCode(201)
                .extract()
                .path("id"));
        assertThat(attachments.shownTo(complaint)).extracting(Attachment::id).containsExactly(theirs.id());
        try (var response = attachments.download(complaint, theirs.id())) {
            assertThat(((InputStream) response.getEntity()).readAllBytes())
                    .isEqualTo("mine".getBytes(StandardCharsets.UTF_8));
            assertThat(response.getHeaderString("Content-Disposition")).startsWith("attachment");
        }
        assertThatThrownBy(() -> attachments.download(complaint, notSent)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> attachments.download(other, theirs.id())).isInstanceOf(NotFound.class);
        assertThat(attachments.shownTo(other)).isEmpty();

        creating(as("eleni"))
                .body(Map.of("words", "Here it is.", "attachments", List.of(notSent)))
                .post("/v1/complaints/" + complaint + "/messages")
                .then()
                .statusCode(201)
                .body("attachments", hasSize(1))
                .body("attachments[0].id", equalTo(notSent.toString()));
        assertThat(attachments.shownTo(complaint)).extracting(Attachment::id).containsExactly(theirs.id(), notSent);
        // It goes with one message, and with none of another complaint.
        creating(as("eleni"))
                .body(Map.of("words", "Again.", "attachments", List.of(notSent)))
                .post("/v1/complaints/" + complaint + "/messages")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/attachments"));
        creating(as("eleni"))
                .body(Map.of("words", "Another's.", "attachments", List.of(theirs.id())))
                .post("/v1/complaints/" + other + "/messages")
                .then()
                .statusCode(422);
    }

    // ---- away

    @Test
    void aLeadTakesAFileAwayAndSaysWhy() {
        var complaint = complaint("A", "en", "x");
        String id = attach(complaint, "passport.txt", null, new byte[] {1})
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(onDisk(id)).isTrue();
        as("eleni").delete("/v1/attachments/" + id + "?reason=x").then().statusCode(403);
        as("lena").delete("/v1/attachments/" + id).then().statusCode(400);
        as("lena")
                .delete("/v1/attachments/" + id + "?reason=Not ours to keep")
                .then()
                .statusCode(204);
        as("lena").delete("/v1/attachments/" + id + "?reason=Again").then().statusCode(204);
        as("eleni")
                .get("/v1/attachments/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("REMOVED"))
                .body("removal.by.name", equalTo("Lena Hartmann"))
                .body("removal.reason", equalTo("Not ours to keep"))
                .body("removal.at", notNullValue());
        as("eleni")
                .get("/v1/attachments/" + id + "/content")
                .then()
                .statusCode(410)
                .body("state", equalTo("REMOVED"));
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(onDisk(id)).isFalse());
    }

    @Test
    void whoIsForgottenLeavesNoFileBehind() {
        var complaint = complaint("A", "en", "x");
        var kept = byCustomer(complaint, "me.txt", "that is me");
        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(UUID.randomUUID(), List.of(complaint))));
        assertThat(attachments.of(complaint)).isEmpty();
        assertThat(Database.number("select count(*) from attachment where complaint_id = ?", complaint))
                .isZero();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(onDisk(kept.id().toString())).isFalse());
        assertThat(Database.number("select count(*) from stored_object where id = ?", kept.id()))
                .isZero();
    }

    @Test
    void aFileOfSomebodyWhoIsForgottenInTheSameInstantGoesToo() {
        var complaint = complaint("A", "en", "x");
        Database.run("update complaint set erased_at = now() where id = ?", complaint);
        var kept = byCustomer(complaint, "late.txt", "late");
        sweeper.tidy();
        assertThat(attachments.of(complaint)).isEmpty();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(onDisk(kept.id().toString())).isFalse());
    }

    @Test
    void whoAsksWhatIsKnownIsToldOfTheirFiles() {
        var complaint = complaint("A", "en", "x");
        byCustomer(complaint, "me.txt", "that is me");
        Map<String, Object> sections = new HashMap<>();
        exporting.fire(new Exporting(UUID.randomUUID(), List.of(complaint), sections::put));
        assertThat(sections.get("attachments"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    // ---- crashes

    @Test
    void bytesThatNobodyClaimedAreSweptUp() throws IOException {
        var brought = attachments.bring("a.txt", null, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        // The process ends here: its transaction never was.
        assertThat(store.has(brought.id())).isTrue();
        sweeper.sweep();
        assertThat(store.has(brought.id())).isTrue();
        Database.run("update stored_object set sweep_after = now() - interval '1 s' where id = ?", brought.id());
        sweeper.sweep();
        await().untilAsserted(() -> assertThat(store.has(brought.id())).isFalse());
    }

    @Test
    void aTransactionThatFailsLeavesNoRowAndItsBytesToTheSweeper() throws IOException {
        var complaint = complaint("A", "en", "x");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    keep(complaint, "a.txt", "1");
                    throw new IllegalStateException("The power is cut");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attachments.of(complaint)).isEmpty();
    }

    @Test
    void aRowWhoseBytesAreLostSaysSo() throws IOException {
        var complaint = complaint("A", "en", "x");
        var kept = byCustomer(complaint, "a.txt", "lost");
        store.delete(kept.id());
        as("eleni")
                .get("/v1/attachments/" + kept.id() + "/content")
                .then()
                .statusCode(410)
                .body("state", equalTo("LOST"));
        Database.run("update attachment set at = at - interval '2 min' where id = ?", kept.id());
        await().untilAsserted(() -> {
            sweeper.tidy();
            assertThat(attachments.of(complaint).getFirst().state()).isEqualTo(Attachment.State.LOST);
        });
    }

    // ---- memory

    /** Of four files of 25 MB that come and go at once, no part of any length is ever in memory. */
    @Test
    void theHeapStaysAsItIsWhateverTheSizeOfFiles() throws Exception {
        var complaint = complaint("A", "en", "x");
        assertThat(stream(complaint, 1024, true)).isEqualTo(201);
        long before = live();
        try (var workers = Executors.newFixedThreadPool(4)) {
            var uploads = List.of(1, 2, 3, 4).stream()
                    .map(i -> workers.submit(() -> stream(complaint, LARGEST, true)))
                    .toList();
            var most = new AtomicLong(before);
            await().atMost(5, TimeUnit.MINUTES)
                    .pollInterval(700, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        most.accumulateAndGet(live(), Math::max);
                        return uploads.stream().allMatch(Future::isDone);
                    });
            for (var upload : uploads) {
                assertThat(upload.get()).isEqualTo(201);
            }
            assertThat(most.get() - before).isLessThan(LARGEST);
        }
        for (var file : attachments.of(complaint)) {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.resolve("/v1/attachments/" + file.id() + "/content"))
                                    .header("Authorization", "Bearer " + Tokens.of("eleni"))
                                    .build(),
                            BodyHandlers.ofInputStream());
            var digest = Digests.sha256();
            try (var bytes = answer.body()) {
                bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(file.digest());
        }
    }

    /** What is in use once all garbage is away. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Uploads so many random bytes that stand nowhere as a whole. Returns the status. */
    private int stream(UUID complaint, int size, boolean announced) throws Exception {
        var random = new Random(size);
        var bytes = new InputStream() {
            private int left = size;

            @Override
            public int read() {
                return left-- > 0 ? random.nextInt(256) : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int read = Math.min(length, left);
                byte[] some = new byte[read];
                random.nextBytes(some);
                System.arraycopy(some, 0, into, offset, read);
                left -= read;
                return read;
            }
        };
        var body = BodyPublishers.ofInputStream(() -> bytes);
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                            HttpRequest.newBuilder(service.resolve(
                                            "/v1/complaints/" + complaint + "/attachments?name=large.bin"))
                                    .header("Authorization", "Bearer " + Tokens.of("eleni"))
                                    .header("Idempotency-Key", UUID.randomUUID().toString())
                                    .timeout(Duration.ofMinutes(2))
                                    .POST(announced ? BodyPublishers.fromPublisher(body, size) : body)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            // Whoever goes on talking is hung up on, and may not have heard why.
            return 413;
        }
    }

    // ----

    private static RequestSpecification uploading() {
        return as("eleni")
                .contentType("application/octet-stream")
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static ValidatableResponse attach(UUID complaint, String name, @Nullable String type, byte[] bytes) {
        return uploading()
                .contentType(type == null ? "application/octet-stream" : type)
                .body(bytes)
                .queryParam("name", name)
                .post("/v1/complaints/" + complaint + "/attachments")
                .then();
    }

    private static ValidatableResponse attach(UUID complaint, String key, String name, String content) {
        return as("eleni")
                .contentType("application/octet-stream")
                .header("Idempotency-Key", key)
                .body(content.getBytes(StandardCharsets.UTF_8))
                .queryParam("name", name)
                .post("/v1/complaints/" + complaint + "/attachments")
                .then();
    }

    private Attachment byCustomer(UUID complaint, String name, String content) {
        return QuarkusTransaction.requiringNew().call(() -> keep(complaint, name, content));
    }

    private Attachment keep(UUID complaint, String name, String content) {
        return attachments.keep(
                complaint, null, name, null, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), true);
    }

    private static boolean onDisk(String id) {
        return Files.exists(KEPT.resolve(id.substring(id.length() - 2)).resolve(id));
    }

    /** How many files are on their way. */
    private static long incoming() throws IOException {
        try (var files = Files.list(Path.of("target/attachments/incoming"))) {
            return files.count();
        }
    }

    @SafeVarargs
    private static <T> List<T> together(Callable<T>... calls) throws Exception {
        try (var workers = Executors.newFixedThreadPool(calls.length)) {
            return workers.invokeAll(List.of(calls)).stream()
                    .map(AttachmentsResourceTest::result)
                    .toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
