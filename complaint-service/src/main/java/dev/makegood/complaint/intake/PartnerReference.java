package dev.makegood.complaint.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a partner calls a complaint. It stands with the partner's own id before it, so that no two partners can name the same one, or
 * learn of each other's; and nobody else can name one so.
 */
record PartnerReference(String partner, String ref) {

    private static final String PREFIX = "partner:";

    /** As it is on file. The id is written without colons, so that it ends at the next one. */
    String text() {
        return PREFIX + URLEncoder.encode(partner, StandardCharsets.UTF_8) + ":" + ref;
    }

    static boolean isOne(String externalRef) {
        return externalRef.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
