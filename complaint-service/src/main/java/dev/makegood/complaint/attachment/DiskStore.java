package dev.makegood.complaint.attachment;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Files in a folder. A name appears in it only when all bytes behind it are on the disk. */
final class DiskStore implements ObjectStore {

    private final Path folder;

    DiskStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(UUID id, Path file) throws IOException {
        var shelf = shelf(id);
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            sync(folder);
        }
        try (var channel = FileChannel.open(file, READ, WRITE)) {
            channel.force(true);
        }
        Files.move(file, place(id), ATOMIC_MOVE);
        sync(shelf);
    }

    @Override
    public Optional<InputStream> get(UUID id) throws IOException {
        try {
            return Optional.of(Files.newInputStream(place(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean has(UUID id) {
        return Files.isRegularFile(place(id));
    }

    @Override
    public void delete(UUID id) throws IOException {
        if (Files.deleteIfExists(place(id))) {
            sync(shelf(id));
        }
    }

    private Path place(UUID id) {
        return shelf(id).resolve(id.toString());
    }

    /** Ids begin with the time: their ends spread files over 256 shelves. */
    private Path shelf(UUID id) {
        var name = id.toString();
        return folder.resolve(name.substring(name.length() - 2));
    }

    /** A file's name is the folder's content. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
