package dev.makegood.chassis.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import dev.makegood.chassis.problem.Invalid;
import java.io.IOException;

/**
 * Text is Unicode scalar values without U+0000: a lone surrogate has no encoding in UTF-8, and the database keeps no NUL. Every
 * other character is somebody's word and passes.
 */
public final class CleanText extends StdScalarDeserializer<String> {

    static final String RULE = "Text may not hold U+0000 or half a surrogate pair.";

    public CleanText() {
        super(String.class);
    }

    /** Whether every character of this can be kept. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !isClean(text)) {
            throw JsonMappingException.from(parser, RULE, new Invalid("", "unusable-character", RULE));
        }
        return text;
    }
}
