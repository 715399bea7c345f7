package dev.makegood.complaint.customer;

import dev.makegood.contract.Language;
import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** How telephone numbers without a country are read. */
@ConfigMapping(prefix = "makegood.phone")
interface PhoneSettings {

    /** The country (ISO 3166-1) of those who speak a language ({@code en}, {@code es}, …), where it is another than below. */
    Map<String, String> regions();

    default String region(Language language) {
        var usual = switch (language) {
            case EN -> "US";
            case ES -> "ES";
            case EL -> "GR";
            case FI -> "FI";
            case RU -> "RU";
        };
        return regions().getOrDefault(language.code(), usual);
    }
}
