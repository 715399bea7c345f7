package dev.makegood.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The languages that Makegood speaks with customers; on the wire by their ISO 639-1 code. */
public enum Language {
    @JsonProperty("en")
    EN,
    @JsonProperty("es")
    ES,
    @JsonProperty("el")
    EL,
    @JsonProperty("fi")
    FI,
    @JsonProperty("ru")
    RU;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.of(code());
    }
}
