package dev.makegood.recovery.charter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.recovery.calendar.Calendars;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a charter that somebody wrote: strictly, and with everything that is wrong said at once where that is possible. */
@ApplicationScoped
class CharterDocument {

    /** The default charter has some 30,000 characters, in five languages. */
    static final int LONGEST = 300_000;

    private static final int DEEPEST = 12;

    private final ObjectMapper json;
    private final ObjectMapper yaml;
    private final Validator validator;
    private final Calendars calendars;

    CharterDocument(ObjectMapper json, Validator validator, Calendars calendars) {
        this.json = json;
        this.validator = validator;
        this.calendars = calendars;
        var bounds = new LoaderOptions();
        bounds.setCodePointLimit(LONGEST);
        bounds.setNestingDepthLimit(DEEPEST);
        this.yaml = json.copyWith(YAMLFactory.builder()
                .loaderOptions(bounds)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
    }

    /**
     * The charter that this text is, in YAML or in JSON, which is YAML as well.
     *
     * @throws CharterRefused if it is none
     */
    Charter read(String text) {
        if (text.length() > LONGEST) {
            throw new CharterRefused("", "wrong-size", "At most %d characters.".formatted(LONGEST));
        }
        try {
            refuseAliases(text);
            var charter = yaml.readValue(text, Charter.class);
            if (charter == null) {
                throw new CharterRefused("", "required", "There is nothing in it.");
            }
            var violations = validator.validate(charter);
            if (!violations.isEmpty()) {
                throw new CharterRefused(violations.stream()
                        .map(CharterDocument::violation)
                        .sorted(Comparator.comparing(Violation::pointer))
                        .toList());
            }
            var broken =
                    CharterRules.violations(charter, id -> calendars.latest(id).isPresent());
            if (!broken.isEmpty()) {
                throw new CharterRefused(broken);
            }
            return charter;
        } catch (JsonProcessingException e) {
            throw new CharterRefused(List.of(unreadable(e)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it is kept. */
    String write(Charter charter) {
        try {
            return json.writeValueAsString(charter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was kept. It was found good when it came, whatever is asked of charters now. */
    Charter keep(String document) {
        try {
            return json.readValue(document, Charter.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A short text can say a long one a thousandfold by them, and nothing in a charter needs them. */
    private void refuseAliases(String text) throws IOException {
        try (JsonParser parser = yaml.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getObjectId() != null || (parser instanceof YAMLParser read && read.isCurrentAlias())) {
                    throw new CharterRefused(
                            parser.getParsingContext().pathAsPointer().toString(),
                            "unusable-character",
                            "Anchors and aliases are not used here.");
                }
            }
        }
    }

    private static Violation unreadable(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new Violation(pointer(unknown), "unknown-field", "There is no such field here.");
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                new Violation(
                        pointer(format),
                        "unknown-value",
                        "Known values: "
                                + Arrays.stream(format.getTargetType().getEnumConstants())
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ")));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                new Violation(pointer(mapping), "wrong-type", "Not a value of the kind that belongs here.");
            default ->
                new Violation(
                        "",
                        "malformed",
                        e.getLocation() == null
                                ? "Not well-formed YAML."
                                : "Not well-formed YAML, at line %d."
                                        .formatted(e.getLocation().getLineNr()));
        };
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static Violation violation(ConstraintViolation<Charter> violation) {
        var pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        boolean missing = violation.getInvalidValue() == null;
        return new Violation(pointer.toString(), missing ? "required" : "invalid", violation.getMessage());
    }
}
