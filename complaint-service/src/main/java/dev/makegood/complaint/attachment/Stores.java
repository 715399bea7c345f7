package dev.makegood.complaint.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;

/** Makes the store that the settings name. */
@ApplicationScoped
class Stores {

    @Produces
    @Singleton
    ObjectStore store(AttachmentSettings settings) throws IOException {
        return switch (settings.store()) {
            case DISK -> new DiskStore(Files.createDirectories(settings.folder().resolve("kept")));
            case S3 -> new S3Store(settings.s3());
        };
    }
}
