package dev.makegood.chassis.page;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.CleanText;
import dev.makegood.contract.Language;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page that is opened by whoever holds its link. */
public final class PublicPage {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private PublicPage() {}

    /** Neither kept nor framed nor followed nor guessed at; and where it leads does not learn the link. */
    public static Response.ResponseBuilder protect(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY);
    }

    /** The language of this code, if we speak it. */
    public static Optional<Language> language(@Nullable String code) {
        return Arrays.stream(Language.values())
                .filter(language -> code != null && language.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The first that the browser asks for and we speak; English else. */
    public static Language accepted(HttpHeaders headers) {
        return accepted(headers.getAcceptableLanguages());
    }

    /** The first of these that we speak; English else. */
    public static Language accepted(List<Locale> locales) {
        return locales.stream()
                .flatMap(locale -> language(locale.getLanguage()).stream())
                .findFirst()
                .orElse(Language.EN);
    }

    /**
     * What was written: a browser sends each line's end as two characters and counts it as one.
     *
     * @throws Invalid if no keyboard writes it
     */
    public static @Nullable String words(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        if (!CleanText.isClean(written)) {
            throw new Invalid("words", "unusable-character", "No keyboard writes this.");
        }
        return written.replace("\r\n", "\n").strip();
    }
}
