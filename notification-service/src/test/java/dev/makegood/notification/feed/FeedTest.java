package dev.makegood.notification.feed;

import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.Audience;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.notification.Events;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.channel.Parcel;
import dev.makegood.notification.delivery.Outgoing;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.recipient.Recipient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who works here sees what concerns them while they work: all of it, in order, and nobody else's. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class FeedTest {

    private static final Person MIKKO = new Person("43d8a850-4061-577f-b5b6-fa23e2344339", "Mikko Virtanen");
    private static final Person IRINA = new Person("9ccb7cbb-6453-5b69-a67b-ea14ece581cb", "Irina Volkova");

    @Inject
    Outgoing outgoing;

    @Inject
    FeedChannel channel;

    @Inject
    Forgetting forgetting;

    private final List<Reader> readers = new ArrayList<>();

    @AfterEach
    void leave() {
        readers.forEach(Reader::close);
        Database.run("delete from feed_entry");
        Database.run("delete from feed");
    }

    @Test
    void entriesAreListedNewestFirstAndReadOnce() {
        for (int i = 1; i <= 3; i++) {
            tell(MIKKO, null, "News %d.".formatted(i));
            awaitEntries(MIKKO, i);
        }
        tell(IRINA, null, "Not for Mikko.");

        var page = as("mikko")
                .queryParam("limit", 2)
                .get("/v1/feed/entries")
                .then()
                .statusCode(200)
                .body("items.number", equalTo(List.of(3, 2)))
                .body("items[0].kind", equalTo("customer-wrote"))
                .body("items[0].title", notNullValue())
                .body("items[0].text", containsString("News 3."))
                .body("newest", equalTo(3))
                .body("unread", equalTo(3))
                .extract();
        assertThat(page.header("Link")).contains("rel=\"next\"");
        as("mikko")
                .queryParam("limit", 2)
                .queryParam("cursor", page.<String>path("next"))
                .get("/v1/feed/entries")
                .then()
                .body("items.number", equalTo(List.of(1)));

        read(2).body("unread", equalTo(1));
        read(1).body("unread", equalTo(1));
        read(900).body("unread", equalTo(0));
        tell(MIKKO, null, "News 4.");
        awaitEntries(MIKKO, 4);
        as("mikko").get("/v1/feed/entries").then().body("unread", equalTo(1));
    }

    @Test
    void aStreamTellsWhatHappensAsItHappens() {
        tell(MIKKO, null, "Before.");
        awaitEntries(MIKKO, 1);
        var reader = reader("mikko", null);
        tell(IRINA, null, "Not for Mikko.");
        tell(MIKKO, null, "It smokes.");

        eventually(() -> assertThat(reader.numbers()).containsExactly(2L));
        assertThat(reader.data().getFirst()).contains("It smokes.", "customer-wrote");
    }

    @Test
    void whoComesBackMissesNothing() {
        fill(MIKKO, 250, 10);
        var reader = reader("mikko", "0");
        eventually(() -> assertThat(reader.numbers()).hasSize(250));
        reader.close();
        tell(MIKKO, null, "Meanwhile.");
        awaitEntries(MIKKO, 251);

        var again = reader("mikko", "249");
        eventually(() -> assertThat(again.numbers()).containsExactly(250L, 251L));
    }

    @Test
    void howeverManyWriteAtOnceEachEntryIsToldOnceAndInOrder() throws InterruptedException {
        var reader = reader("mikko", "0");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 25; j++) {
                    channel.send(parcel(MIKKO, UUID.randomUUID()));
                }
            }));
        }
        for (var writer : writers) {
            writer.join();
        }
        var all = LongStream.rangeClosed(1, 200).boxed().toList();
        eventually(() -> assertThat(reader.numbers()).isEqualTo(all));
    }

    @Test
    void whatAnotherReplicaWroteIsFound() {
        var reader = reader("mikko", null);
        // Written past this one, which is told of it by nobody.
        fill(MIKKO, 1, 10);
        eventually(() -> assertThat(reader.numbers()).containsExactly(1L));
    }

    @Test
    void whatIsDeliveredTwiceIsToldOnce() {
        var delivery = UUID.randomUUID();
        channel.send(parcel(MIKKO, delivery));
        channel.send(parcel(MIKKO, delivery));
        as("mikko").get("/v1/feed/entries").then().body("items", hasSize(1)).body("unread", equalTo(1));
    }

    @Test
    void aSilentStreamShowsThatItIsAlive() {
        var reader = reader("mikko", null);
        eventually(() -> assertThat(reader.heartbeats()).isGreaterThan(2));
        assertThat(reader.ended()).isFalse();
    }

    @Test
    void nobodyHasMoreStreamsThanTheyCan() {
        for (int i = 0; i < 5; i++) {
            assertThat(reader("irina", null).status()).isEqualTo(200);
        }
        as("irina")
                .accept("text/event-stream")
                .get("/v1/feed")
                .then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body(containsString("urn:makegood:problem:too-many-streams"));
        readers.removeFirst().close();
        eventually(() -> assertThat(reader("irina", null).status()).isEqualTo(200));
    }

    @Test
    void whoReadsNothingIsCutOffAndLeavesTheOthersAlone() throws IOException {
        fill(IRINA, 3000, 8000);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                slow.add(asksAndDoesNotRead("irina"));
            }
            eventually(() -> as("irina")
                    .accept("text/event-stream")
                    .get("/v1/feed")
                    .then()
                    .statusCode(429));
            var other = reader("mikko", null);
            tell(MIKKO, null, "It smokes.");
            eventually(() -> assertThat(other.numbers()).containsExactly(1L));
            // Each of theirs ended, though they hold on to it: there is room again.
            eventually(() -> assertThat(reader("irina", "2999").status()).isEqualTo(200));
            eventually(() -> assertThat(readers.getLast().numbers()).containsExactly(3000L));
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatWasSaidOfSomebodyWhoIsForgottenIsForgotten() {
        var received = Events.complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        eventually(() -> assertThat(Database.number("select count(*) from recipient where complaint_id = ?", id))
                .isEqualTo(1));
        tell(MIKKO, id, "It smokes.");
        awaitEntries(MIKKO, 1);
        as("mikko")
                .get("/v1/feed/entries")
                .then()
                .body("items[0].reference", equalTo("MG-7QF3-K9MP"))
                .body("items[0].complaintId", equalTo(id.toString()));

        publish(new CustomerErased(received.customer().id(), id, NOW));
        eventually(() -> as("mikko")
                .get("/v1/feed/entries")
                .then()
                .body("items", hasSize(0))
                .body("unread", equalTo(0)));
        channel.send(parcel(MIKKO, UUID.randomUUID(), id));
        as("mikko").get("/v1/feed/entries").then().body("items", hasSize(0));
    }

    @Test
    void whatIsOldGoes() {
        fill(MIKKO, 2, 10);
        Database.run("update feed_entry set at = now() - interval '31 days' where number = 1");
        forgetting.sweep();
        as("mikko").get("/v1/feed/entries").then().body("items.number", equalTo(List.of(2)));
    }

    @Test
    void whoHasNoBusinessWithItSeesNothing() {
        RestAssured.get("/v1/feed/entries").then().statusCode(401);
        RestAssured.given().accept("text/event-stream").get("/v1/feed").then().statusCode(401);
        for (var user : List.of("olga", "dealer", "petra")) {
            as(user).get("/v1/feed/entries").then().statusCode(403);
            as(user).accept("text/event-stream").get("/v1/feed").then().statusCode(403);
            as(user).body(Map.of("upTo", 1)).post("/v1/feed/read").then().statusCode(403);
        }
    }

    @Test
    void whatMeansNothingIsRefused() {
        as("mikko")
                .accept("text/event-stream")
                .header("Last-Event-ID", "yesterday")
                .get("/v1/feed")
                .then()
                .statusCode(400);
        as("mikko").body(Map.of("upTo", -1)).post("/v1/feed/read").then().statusCode(400);
        as("mikko").body(Map.of()).post("/v1/feed/read").then().statusCode(400);
        as("mikko").get("/v1/feed/entries?limit=1000").then().statusCode(400);
    }

    private void tell(Person person, @Nullable UUID complaint, String words) {
        QuarkusTransaction.requiringNew()
                .run(() -> outgoing.tellColleague(
                        person,
                        complaint,
                        UUID.randomUUID(),
                        null,
                        new ForColleague.CustomerWrote("Ann Ode", words, 0)));
    }

    /** So many entries, as another replica writes them. */
    private static void fill(Person person, int count, int length) {
        Database.run("insert into feed (person, last) values (?, ?)", person.id(), count);
        Database.run("""
                insert into feed_entry (person, number, delivery, kind, title, words)
                select ?, n, uuidv7(), 'customer-wrote', 'News', repeat('x', ?) from generate_series(1, ?) n
                """, person.id(), length, count);
    }

    private static Parcel parcel(Person person, UUID delivery) {
        return parcel(person, delivery, null);
    }

    private static Parcel parcel(Person person, UUID delivery, @Nullable UUID complaint) {
        return new Parcel(
                delivery,
                UUID.randomUUID(),
                new ForColleague.CustomerWrote("Ann Ode", "It smokes.", 0),
                new Recipient(
                        Audience.COLLEAGUE,
                        person.id(),
                        complaint,
                        "MG-7QF3-K9MP",
                        0,
                        person.name(),
                        Language.EN,
                        ZoneOffset.UTC,
                        null,
                        null,
                        null,
                        null),
                new Destination.Feed(person.id()),
                NOW,
                1,
                null);
    }

    private static Socket asksAndDoesNotRead(String user) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setReceiveBufferSize(4096);
        socket.getOutputStream()
                .write(
                        "GET /v1/feed?after=0 HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(Tokens.of(user))
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static ValidatableResponse read(long upTo) {
        return as("mikko")
                .body(Map.of("upTo", upTo))
                .post("/v1/feed/read")
                .then()
                .statusCode(200);
    }

    private static void awaitEntries(Person person, int count) {
        eventually(() -> assertThat(Database.number("select count(*) from feed_entry where person = ?", person.id()))
                .isEqualTo(count));
    }

    private Reader reader(String user, @Nullable String lastEventId) {
        var reader = new Reader(Tokens.of(user), lastEventId);
        readers.add(reader);
        return reader;
    }

    private static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion::run);
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user)).contentType("application/json");
    }
}
