package dev.makegood.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Kafka in containers. They keep nothing from one start to the next. */
final class Containers implements AutoCloseable {
    private final PostgreSQLContainer postgres;
    private final KafkaContainer kafka;

    private Containers(PostgreSQLContainer postgres, KafkaContainer kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Asked of the command-line client, which knows the engine's address however it is configured. */
    static boolean engineAnswers() {
        try {
            Process asked = new ProcessBuilder("docker", "version", "--format", "{{.Server.Version}}")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (asked.waitFor(3, TimeUnit.SECONDS)) {
                return asked.exitValue() == 0;
            }
            asked.destroyForcibly();
            return false;
        } catch (IOException noClient) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("resource") // closed with this object
    static Containers start(int postgresPort, int kafkaPort) throws InterruptedException {
        PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"))
                .withUsername(Postgres.SUPERUSER)
                .withPassword(Postgres.PASSWORD)
                .withDatabaseName("postgres")
                .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8")
                .withCommand(
                        "postgres", "-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "timezone=UTC");
        KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "true")
                .withEnv("KAFKA_NUM_PARTITIONS", "12")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        fix(postgres, postgresPort, PostgreSQLContainer.POSTGRESQL_PORT);
        fix(kafka, kafkaPort, 9092);
        Containers containers = new Containers(postgres, kafka);
        try {
            postgres.start();
            kafka.start();
            Postgres.createDatabases(
                    Postgres.url(postgres.getHost(), postgres.getFirstMappedPort(), Postgres.SUPERUSER));
            Broker.createTopics(kafka.getBootstrapServers());
        } catch (RuntimeException e) {
            containers.close();
            throw e;
        }
        return containers;
    }

    private static void fix(GenericContainer<?> container, int port, int inside) {
        if (port != 0) {
            container.setPortBindings(List.of("127.0.0.1:" + port + ":" + inside));
        }
    }

    String postgresHost() {
        return postgres.getHost();
    }

    int postgresPort() {
        return postgres.getFirstMappedPort();
    }

    String kafka() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
