package dev.makegood.complaint.attachment;

import dev.makegood.complaint.attachment.Pictures.Picture;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at files before they are kept: on the disk, so that a file's size is never that of the memory it takes. */
@Startup
@Singleton
class Inspection {

    /** A file that came in longer ago than this came to a process that is not there any more. */
    private static final Duration FORGOTTEN = Duration.ofHours(2);

    private final Path folder;
    private final long largest;
    private final Pictures pictures;
    private final Clock clock;

    Inspection(AttachmentSettings settings, Clock clock) throws IOException {
        this.folder = Files.createDirectories(settings.folder().resolve("incoming"));
        this.largest = settings.largest().asLongValue();
        this.pictures = new Pictures(settings.pixels(), settings.pixelsKept());
        this.clock = clock;
    }

    /**
     * A file that was looked at.
     *
     * @param sent SHA-256 of what came, which may not be what is kept
     */
    record Inspected(
            Path file,
            String type,
            long size,
            String digest,
            String sent,
            @Nullable Integer width,
            @Nullable Integer height)
            implements AutoCloseable {

        /** It is kept by now, or it will not be. */
        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads a file to its end, and looks at it.
     *
     * @throws FileTooLarge as soon as it is
     * @throws dev.makegood.chassis.problem.Unprocessable if it is an absurd image
     */
    Inspected inspect(InputStream bytes, FileName name) throws IOException {
        var received = folder.resolve(UUID.randomUUID().toString());
        var scratch = folder.resolve(UUID.randomUUID().toString());
        Path kept = null;
        try {
            var digest = Digests.sha256();
            receive(new DigestInputStream(bytes, digest), received);
            var sent = HexFormat.of().formatHex(digest.digest());
            var type = ContentType.of(received, name);
            var picture = pictures.look(received, type, scratch);
            if (picture.isEmpty() && Pictures.areRemade(type)) {
                // Called an image by its first bytes, and no image by the rest of them.
                type = ContentType.UNKNOWN;
            }
            var remade = picture.map(Picture::remade);
            kept = remade.orElse(received);
            return new Inspected(
                    kept,
                    type,
                    Files.size(kept),
                    remade.isPresent() ? Digests.of(kept) : sent,
                    sent,
                    picture.map(Picture::width).orElse(null),
                    picture.map(Picture::height).orElse(null));
        } finally {
            if (!received.equals(kept)) {
                Files.deleteIfExists(received);
            }
            if (!scratch.equals(kept)) {
                Files.deleteIfExists(scratch);
            }
        }
    }

    private void receive(InputStream bytes, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long size = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw new FileTooLarge(largest);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** Deletes what a process left that ended while files came in. */
    void tidy() throws IOException {
        Instant before = clock.instant().minus(FORGOTTEN);
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
