package dev.makegood.complaint.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** What a file is, by what is in it. */
final class ContentType {

    static final String UNKNOWN = "application/octet-stream";

    /** What can be said of a file without making a browser do anything with it but save it. */
    private static final Set<String> HARMLESS = Set.of(
            "application/gzip",
            "application/msword",
            "application/pdf",
            "application/rtf",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/zip",
            "image/bmp",
            "image/gif",
            "image/heic",
            "image/heif",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/webp",
            "message/rfc822",
            "text/csv",
            "text/plain");

    private ContentType() {}

    /**
     * The media type of this file's content. Its name only makes it more exact (a ZIP file that is named as a document is one), and
     * never makes it another.
     */
    static String of(Path file, FileName name) throws IOException {
        if (Files.size(file) == 0) {
            return UNKNOWN;
        }
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.text());
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return MimeTypes.getDefaultMimeTypes()
                    .detect(in, metadata)
                    .getBaseType()
                    .toString();
        }
    }

    /** What a download says that it is: pages, pictures that are programs, and whatever else a browser might run, are just bytes. */
    static String told(String type) {
        boolean harmless = HARMLESS.contains(type)
                || type.startsWith("audio/")
                || type.startsWith("video/")
                || type.startsWith("application/vnd.openxmlformats-officedocument.")
                || type.startsWith("application/vnd.oasis.opendocument.");
        return harmless ? type : UNKNOWN;
    }
}
