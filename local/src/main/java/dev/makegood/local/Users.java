package dev.makegood.local;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of the demonstration, from users.json. Everyone's password is their username. */
public final class Users {
    private static final List<User> ALL = load();

    private Users() {}

    /** Someone who can sign in; {@code party} is set for those who hold legs, {@code department} for those who work here. */
    public record User(
            String username,
            UUID sub,
            String name,
            List<String> roles,
            List<String> languages,
            @Nullable String party,
            @Nullable String department) {

        boolean hasPassword(String password) {
            return username.equals(password);
        }
    }

    /** Everybody, in the order of the file. */
    public static List<User> all() {
        return ALL;
    }

    /** The user of that name, who must exist. */
    public static User of(String username) {
        return find(username).orElseThrow(() -> new IllegalArgumentException("No user " + username));
    }

    static Optional<User> find(String username) {
        return ALL.stream().filter(user -> user.username.equals(username)).findFirst();
    }

    private static List<User> load() {
        try (InputStream file = Users.class.getResourceAsStream("/users.json")) {
            return List.copyOf(Json.MAPPER.readValue(file, new TypeReference<List<User>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
