package dev.makegood.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackendsTest {
    private static final String TOPIC = "makegood.complaints.v1";

    @TempDir
    static Path data;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Backends backends;

    @BeforeAll
    static void start() throws Exception {
        backends = Backends.start(BackendsOptions.parse("--backends=embedded", "--data=" + data));
    }

    @AfterAll
    static void stop() {
        backends.close();
    }

    @Test
    void eachServiceOwnsADatabaseThatIsDurable() throws Exception {
        for (String name : Postgres.DATABASES) {
            try (Connection connection = connect(name);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table own (it int)");
                assertThat(value(statement, "show fsync")).isEqualTo("on");
                assertThat(value(statement, "show synchronous_commit")).isEqualTo("on");
                assertThat(value(statement, "select lower('ΑΘΉΝΑ')")).isEqualTo("αθήνα");
                assertThat(value(statement, "show server_version")).startsWith("18");
            }
        }
    }

    @Test
    void aRecordSentIsReceived() throws Exception {
        send("key", "γειά");
        assertThat(received()).contains("γειά");
    }

    @Test
    void theTopicsHaveTwelvePartitionsEach() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backends.kafka()))) {
            var topics = admin.describeTopics(List.of(TOPIC, TOPIC + ".dlt"))
                    .allTopicNames()
                    .get();
            assertThat(topics.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(12));
        }
    }

    @Test
    void aMailSentIsReadOverHttp() throws Exception {
        mail("anna@example.org", "Η υπόθεσή σας", ".dot\nΓειά σας, Άννα");

        JsonNode mails = get("/messages?to=anna@example.org");
        assertThat(mails).hasSize(1);
        JsonNode mail = mails.get(0);
        assertThat(mail.path("subject").asText()).isEqualTo("Η υπόθεσή σας");
        assertThat(mail.path("text").asText()).isEqualToNormalizingNewlines(".dot\nΓειά σας, Άννα");
        assertThat(mail.path("to").get(0).asText()).isEqualTo("anna@example.org");
        assertThat(get("/messages/" + mail.path("index").asInt())).isEqualTo(mail);
        assertThat(fetch("/messages/" + mail.path("index").asInt() + "/raw").body())
                .contains("\r\n\r\n");
        assertThat(fetch("/").body()).contains("Η υπόθεσή σας");
        assertThat(get("/count").path("count").asInt()).isPositive();
    }

    @Test
    void theMailServerFailsWhenToldTo() throws Exception {
        post("/faults", "{\"rejectNext\": 1, \"code\": 452}");
        assertThatThrownBy(() -> mail("ben@example.org", "first", "x"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("452");
        post("/faults", "{\"dropNext\": 1}");
        assertThatThrownBy(() -> mail("ben@example.org", "second", "x")).isInstanceOf(MessagingException.class);
        mail("ben@example.org", "third", "x");
        assertThat(get("/messages?to=ben@example.org").findValuesAsText("subject"))
                .containsExactly("second", "third");
        post("/faults", "{\"unknown\": [\"nobody@example.org\"]}");
        assertThatThrownBy(() -> mail("nobody@example.org", "fourth", "x"))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("550 5.1.1");
        mail("ben@example.org", "fifth", "x");
        assertThat(get("/messages?to=nobody@example.org")).isEmpty();
    }

    @Test
    void aTokenSaysWhoSomeoneIsAndWhatTheyMayDo() {
        JsonNode claims = claims(new Tokens(backends.oidc()).of("lena"));
        assertThat(claims.path("sub").asText()).isEqualTo(Users.of("lena").sub().toString());
        assertThat(claims.path("name").asText()).isEqualTo("Lena Hartmann");
        assertThat(claims.path("preferred_username").asText()).isEqualTo("lena");
        assertThat(claims.path("roles")).map(JsonNode::asText).containsExactly("agent", "lead");
        assertThat(claims.path("aud").get(0).asText()).isEqualTo("makegood");
        assertThat(claims.path("iss").asText()).isEqualTo(backends.oidc());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(claims(new Tokens(backends.oidc()).of("towing"))
                        .path("party")
                        .asText())
                .isEqualTo("blue-road-towing");
    }

    @Test
    void aWrongPasswordIsRefused() {
        HttpResponse<String> answer = new Tokens(backends.oidc()).signIn("lena", "wrong");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
        assertThat(new Tokens(backends.oidc()).signIn("nobody", "nobody").statusCode())
                .isEqualTo(400);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aRestartKeepsRowsRecordsAndTheSigningKey() throws Exception {
        try (Connection connection = connect("chassis");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as it");
        }
        send("kept", "kept");
        JsonNode keys = Json.read(send(URI.create(backends.oidc() + "/jwks")).body());

        backends.close();
        start();

        try (Connection connection = connect("chassis");
                Statement statement = connection.createStatement()) {
            assertThat(value(statement, "select it from kept")).isEqualTo("42");
        }
        assertThat(received()).contains("kept");
        assertThat(Json.read(send(URI.create(backends.oidc() + "/jwks")).body()))
                .isEqualTo(keys);
    }

    private static Connection connect(String name) throws Exception {
        return DriverManager.getConnection(backends.postgres().jdbcUrl(name), name, name);
    }

    private static String value(Statement statement, String query) throws Exception {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void send(String key, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", backends.kafka(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> received() {
        Map<String, Object> settings = Map.of("bootstrap.servers", backends.kafka(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            long all = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<String> values = new ArrayList<>();
            while (values.size() < all) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static void mail(String to, String subject, String text) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", backends.smtp().host());
        settings.put("mail.smtp.port", Integer.toString(backends.smtp().port()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("desk@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private static JsonNode claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Json.read(new String(payload, StandardCharsets.UTF_8));
    }

    private static JsonNode get(String path) throws Exception {
        return Json.read(fetch(path).body());
    }

    private static HttpResponse<String> fetch(String path) throws Exception {
        return send(URI.create(backends.inbox() + path));
    }

    private static HttpResponse<String> send(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void post(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(backends.inbox() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(204);
    }
}
