package dev.makegood.chassis.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Times as of RFC 3339: years have four digits, whatever else ISO 8601 would allow, and the database could not keep; and what is
 * finer than its microseconds is left out, so that what is answered is what is read again.
 */
public final class Times extends StdScalarDeserializer<Instant> {

    /** Before and after these, no four digits name the year. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    public Times() {
        super(Instant.class);
    }

    /**
     * The instant that this text names.
     *
     * @throws DateTimeParseException if it names none
     */
    public static Instant parse(String text) {
        var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeParseException("Not a year of four digits", text, 0);
        }
        return time;
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return parse(parser.getText().strip());
        } catch (DateTimeParseException e) {
            return (Instant)
                    context.handleWeirdStringValue(Instant.class, parser.getText(), "Not a time as of RFC 3339");
        }
    }
}
