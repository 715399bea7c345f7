package dev.makegood.complaint.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Files that belong to complaints. */
@ConfigMapping(prefix = "makegood.attachments")
interface AttachmentSettings {

    /** Where files are kept. */
    @WithDefault("disk")
    Store store();

    /** Where files are while they come in and, if they are kept on disk, where they stay. Replicas share it, or keep files in S3. */
    @WithDefault("attachments")
    Path folder();

    /** The largest file. */
    @WithDefault("25M")
    MemorySize largest();

    /** How many files one complaint has. */
    @WithDefault("50")
    int files();

    /** How large all files of one complaint are together. */
    @WithDefault("250M")
    MemorySize total();

    /** The most pixels that an image may state: what a file of a few bytes states is what it takes to decode it. */
    @WithDefault("64000000")
    long pixels();

    /** The most pixels that are kept of a photograph: larger ones are made smaller, by a whole number. */
    @WithDefault("13000000")
    long pixelsKept();

    S3 s3();

    Scan scan();

    /** The kinds of store. */
    enum Store {
        DISK,
        S3
    }

    /** An object store that speaks S3. */
    interface S3 {

        /** Its address, such as {@code https://s3.eu-central-1.amazonaws.com}. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        Optional<String> bucket();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Of credentials that expire. */
        Optional<String> sessionToken();

        /** How long one call may take. */
        @WithDefault("60s")
        Duration timeout();
    }

    /** Who looks for malware. */
    interface Scan {

        @WithDefault("off")
        By by();

        @WithDefault("localhost")
        String host();

        @WithDefault("3310")
        int port();

        /** How long it may be silent. */
        @WithDefault("60s")
        Duration timeout();

        /** The kinds of scanner. */
        enum By {
            OFF,
            CLAMD
        }
    }
}
