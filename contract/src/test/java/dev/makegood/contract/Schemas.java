package dev.makegood.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of every event: as its record has it now, and as it stands in a directory. */
final class Schemas {

    /** Where the present ones are committed. */
    static final Path PRESENT = Path.of("src/main/resources/schema");

    /** A plain decimal: no exponent, so that every language's decimal type reads it. */
    private static final String DECIMAL = "^-?[0-9]+(\\.[0-9]+)?$";

    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    static JsonNode of(Class<? extends Event> event) {
        ObjectNode schema = GENERATOR.generateSchema(event);
        ObjectNode titled = schema.objectNode();
        titled.set("$schema", schema.get("$schema"));
        titled.put("title", event.getSimpleName());
        JsonNode definitions = schema.remove("$defs");
        titled.setAll(schema);
        if (definitions != null) {
            titled.set("$defs", definitions);
        }
        return titled;
    }

    static String text(JsonNode schema) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        try {
            return Wire.JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schemas in a directory, by event name. */
    static Map<String, JsonNode> in(Path directory) {
        var schemas = new TreeMap<String, JsonNode>();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                schemas.put(eventOf(file), Wire.JSON.readTree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    static Path fileOf(String event) {
        return PRESENT.resolve(event + ".json");
    }

    private static String eventOf(Path file) {
        String name = file.toFile().getName();
        return name.substring(0, name.length() - ".json".length());
    }

    private static SchemaGenerator generator() {
        // PLAIN_JSON reads fields and no methods, and a record's fields are its components: key() is not among them.
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.INLINE_NULLABLE_SCHEMAS);
        builder.forFields()
                .withRequiredCheck(component -> !mayBeAbsent(component))
                .withNullableCheck(Schemas::mayBeAbsent)
                .withTargetTypeOverridesResolver(component ->
                        isText(component) ? List.of(component.getContext().resolve(String.class)) : null)
                .withStringPatternResolver(component -> isDecimal(component) && isText(component) ? DECIMAL : null);
        return new SchemaGenerator(builder.build());
    }

    private static boolean mayBeAbsent(FieldScope component) {
        return !component.isFakeContainerItemScope() && Wire.mayBeAbsent(component.getRawMember());
    }

    private static boolean isText(FieldScope component) {
        JsonFormat format = component.getAnnotation(JsonFormat.class);
        return format != null && format.shape() == JsonFormat.Shape.STRING;
    }

    private static boolean isDecimal(FieldScope component) {
        return Number.class.isAssignableFrom(component.getRawMember().getType());
    }
}
