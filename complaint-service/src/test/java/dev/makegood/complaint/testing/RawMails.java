package dev.makegood.complaint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Mails, byte for byte: a few of our own, and real ones where there are any: in the folder {@code mail} of the one that the environment
 * variable {@code MAKEGOOD_DATA} names, or of {@code ../shared/data} beside the project.
 */
public final class RawMails {

    private RawMails() {}

    /** One of our own. */
    public static byte[] own(String name) {
        try (var file = RawMails.class.getResourceAsStream("/mails/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real ones; none where the folder is not. */
    public static List<Path> real() {
        var folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A real one's bytes. */
    public static byte[] bytes(Path mail) {
        try {
            return Files.readAllBytes(mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        var folder = System.getenv("MAKEGOOD_DATA");
        if (folder != null) {
            return Path.of(folder, "mail");
        }
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw"))) {
                return path.resolveSibling("shared").resolve("data").resolve("mail");
            }
        }
        return Path.of("mail");
    }
}
