package dev.makegood.local;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The programs of partners in the demonstration, from clients.json. Everyone's secret is their client id. */
public final class Clients {
    private static final List<Client> ALL = load();

    private Clients() {}

    /** A program that signs in by itself. */
    public record Client(String clientId, String name, List<String> roles) {

        boolean hasSecret(String secret) {
            return clientId.equals(secret);
        }
    }

    /** All of them, in the order of the file. */
    public static List<Client> all() {
        return ALL;
    }

    static Optional<Client> find(String clientId) {
        return ALL.stream().filter(client -> client.clientId.equals(clientId)).findFirst();
    }

    private static List<Client> load() {
        try (InputStream file = Clients.class.getResourceAsStream("/clients.json")) {
            return List.copyOf(Json.MAPPER.readValue(file, new TypeReference<List<Client>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
