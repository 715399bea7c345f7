package dev.makegood.chassis.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Decimals as the contract's schema has them: written out, as a string or a number, without an exponent. {@code 1e999999999} is
 * short to read and a gigabyte to write.
 */
final class Decimals extends StdScalarDeserializer<BigDecimal> {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    Decimals() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING) && !parser.currentToken().isNumeric()) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
        var text = parser.getText();
        return PLAIN.matcher(text).matches()
                ? new BigDecimal(text)
                : (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "Not a plain decimal");
    }
}
