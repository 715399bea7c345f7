package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.text.Characters;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that shows that a leg's work was done: what it says, or where it can be seen.
 *
 * @param url an address that begins with https: or http:
 */
public record LegEvidence(
        @NotNull @Characters(max = 200, oneLine = true) String name,
        @Characters(max = 2_000) @Nullable String value,
        @Characters(max = 2_000, oneLine = true) @Nullable String url) {

    /** Whether this is the address of a page or file: never a script, never a place on somebody's own machine. */
    public static boolean isAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * @throws Invalid if a piece of it says nothing, or an address is none
     */
    static void require(List<LegEvidence> evidence) {
        for (int i = 0; i < evidence.size(); i++) {
            var piece = evidence.get(i);
            if (piece.value() == null && piece.url() == null) {
                throw new Invalid("/evidence/%d".formatted(i), "required", "A value or an address.");
            }
            if (piece.url() != null && !isAddress(piece.url())) {
                throw new Invalid(
                        "/evidence/%d/url".formatted(i), "invalid", "An address that begins with https: or http:.");
            }
        }
    }
}
