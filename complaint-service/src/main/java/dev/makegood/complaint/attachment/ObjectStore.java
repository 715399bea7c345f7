package dev.makegood.complaint.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Where the bytes of files are. What {@link #put} has returned from survives a crash. */
sealed interface ObjectStore permits DiskStore, S3Store {

    /** Keeps what is in this file under this id. The file may be gone afterwards. */
    void put(UUID id, Path file) throws IOException;

    /** The bytes, to be closed by the caller; empty where there are none. */
    Optional<InputStream> get(UUID id) throws IOException;

    /** Whether there are any. */
    boolean has(UUID id) throws IOException;

    /** Takes them away. What is not there is gone already. */
    void delete(UUID id) throws IOException;
}
