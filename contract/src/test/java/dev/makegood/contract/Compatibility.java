package dev.makegood.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two versions of the events' schemas cannot read of each other. Both ways count: old readers meet new events while
 * a release rolls out, and new readers meet old events that a topic still holds.
 *
 * <p>A keyword that is not named here must not change at all: what is not understood is not waved through.
 */
final class Compatibility {

    enum Reader {
        OLD,
        NEW,
        BOTH
    }

    /**
     * One thing that cannot be read.
     *
     * @param reader who cannot read it
     * @param at event and path of properties; {@code *} is any item or value
     */
    record Break(Reader reader, String at, String what) {}

    /** Say nothing about which documents are valid. */
    private static final Set<String> REMARKS =
            Set.of("$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default", "deprecated");

    private static final Set<String> WITH_RULES_OF_THEIR_OWN =
            Set.of("properties", "required", "enum", "items", "additionalProperties");

    private final JsonNode older;
    private final JsonNode newer;
    private final Set<List<JsonNode>> underway = new HashSet<>();
    private final List<Break> breaks = new ArrayList<>();

    private Compatibility(JsonNode older, JsonNode newer) {
        this.older = older;
        this.newer = newer;
    }

    /** Compares every event of an older release with the newer ones, by name. An event may be added, never taken away. */
    static List<Break> between(Map<String, JsonNode> older, Map<String, JsonNode> newer) {
        var breaks = new ArrayList<Break>();
        new TreeMap<>(older).forEach((event, schema) -> {
            JsonNode successor = newer.get(event);
            if (successor == null) {
                breaks.add(new Break(Reader.BOTH, event, "the event disappeared"));
            } else {
                breaks.addAll(between(event, schema, successor));
            }
        });
        return List.copyOf(breaks);
    }

    private static List<Break> between(String event, JsonNode older, JsonNode newer) {
        var compatibility = new Compatibility(older, newer);
        compatibility.compare(event, older, newer);
        return compatibility.breaks;
    }

    private void compare(String at, JsonNode before, JsonNode after) {
        var pair = List.of(before, after);
        if (!underway.add(pair)) {
            return; // a definition that holds itself
        }
        ObjectNode was = plain(older, before);
        ObjectNode is = plain(newer, after);
        compareValues(at, was, is);
        compareProperties(at, was, is);
        compareOpenness(at, was, is);
        if (was.has("items") && is.has("items")) {
            compare(at + "/*", was.get("items"), is.get("items"));
        } else {
            compareKeyword("items", at, was, is);
        }
        keywords(was, is).forEach(keyword -> compareKeyword(keyword, at, was, is));
        underway.remove(pair);
    }

    private void compareValues(String at, ObjectNode was, ObjectNode is) {
        if (!was.has("enum") || !is.has("enum")) {
            compareKeyword("enum", at, was, is);
            return;
        }
        Set<JsonNode> before = elements(was.get("enum"));
        Set<JsonNode> after = elements(is.get("enum"));
        minus(after, before).forEach(value -> breaks.add(new Break(Reader.OLD, at, "the value " + value + " is new")));
        minus(before, after)
                .forEach(value -> breaks.add(new Break(Reader.NEW, at, "the value " + value + " disappeared")));
    }

    private void compareProperties(String at, ObjectNode was, ObjectNode is) {
        Set<String> names = new TreeSet<>();
        was.path("properties").fieldNames().forEachRemaining(names::add);
        is.path("properties").fieldNames().forEachRemaining(names::add);
        elements(was.path("required")).forEach(name -> names.add(name.textValue()));
        elements(is.path("required")).forEach(name -> names.add(name.textValue()));
        for (String name : names) {
            compareProperty(at + "/" + name, name, was, is);
        }
    }

    private void compareProperty(String at, String name, ObjectNode was, ObjectNode is) {
        boolean stood = was.path("properties").has(name);
        boolean stands = is.path("properties").has(name);
        boolean wasRequired = requires(was, name);
        boolean isRequired = requires(is, name);
        if (isRequired && !wasRequired) {
            breaks.add(new Break(Reader.NEW, at, "it is required now, and old events may lack it"));
        }
        if (wasRequired && !isRequired) {
            breaks.add(new Break(Reader.OLD, at, "it was required, and new events may lack it"));
        }
        if (stood && stands) {
            compare(at, was.get("properties").get(name), is.get("properties").get(name));
        } else if (stands && isClosed(was)) {
            breaks.add(new Break(Reader.OLD, at, "it is new, and old readers allow nothing that they do not know"));
        } else if (stood && isClosed(is)) {
            breaks.add(
                    new Break(Reader.NEW, at, "it disappeared, and new readers allow nothing that they do not know"));
        }
    }

    private void compareOpenness(String at, ObjectNode was, ObjectNode is) {
        JsonNode before = was.path("additionalProperties");
        JsonNode after = is.path("additionalProperties");
        if (before.isObject() && after.isObject()) {
            compare(at + "/*", before, after);
        } else if (isOpen(before) != isOpen(after) || before.isObject() != after.isObject()) {
            compareKeyword("additionalProperties", at, was, is);
        }
    }

    /** Any other rule: a new one may refuse old events, a dropped one lets through what old readers refuse. */
    private void compareKeyword(String keyword, String at, ObjectNode was, ObjectNode is) {
        JsonNode before = was.path(keyword);
        JsonNode after = is.path(keyword);
        if (before.equals(after)) {
            return;
        }
        Reader reader = before.isMissingNode() ? Reader.NEW : after.isMissingNode() ? Reader.OLD : Reader.BOTH;
        breaks.add(new Break(reader, at, "%s was %s and is %s".formatted(keyword, told(before), told(after))));
    }

    /** The schema with references followed, and "or null" said in one way: as a type. */
    private static ObjectNode plain(JsonNode root, JsonNode schema) {
        if (schema.isBoolean()) {
            ObjectNode plain = Wire.JSON.createObjectNode();
            return schema.booleanValue() ? plain : plain.set("not", Wire.JSON.createObjectNode());
        }
        ObjectNode plain = schema.deepCopy();
        boolean mayBeNull = false;
        while (plain.has("$ref") || isNullOr(plain)) {
            if (plain.has("$ref")) {
                merge(plain, target(root, plain.remove("$ref").textValue()));
            } else {
                mayBeNull = true;
                merge(plain, theOther(plain.remove("anyOf")));
            }
        }
        plain.remove(REMARKS);
        var types = new TreeSet<String>();
        elements(plain.path("type")).forEach(type -> types.add(type.textValue()));
        if (plain.path("type").isTextual()) {
            types.add(plain.get("type").textValue());
        }
        if (!types.isEmpty()) {
            if (mayBeNull) {
                types.add("null");
            }
            plain.put("type", String.join(" or ", types));
        } else if (mayBeNull) {
            plain.put("type", "anything or null");
        }
        return plain;
    }

    private static void merge(ObjectNode schema, JsonNode with) {
        with.fields().forEachRemaining(keyword -> {
            if (!schema.has(keyword.getKey())) {
                schema.set(keyword.getKey(), keyword.getValue());
            } else if (!REMARKS.contains(keyword.getKey())
                    && !schema.get(keyword.getKey()).equals(keyword.getValue())) {
                throw new IllegalArgumentException("Both a reference and its target say " + keyword.getKey());
            }
        });
    }

    private static JsonNode target(JsonNode root, String reference) {
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException("A schema stands alone: " + reference);
        }
        JsonNode target = root.at(reference.substring(1));
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("Nothing stands at " + reference);
        }
        return target;
    }

    private static boolean isNullOr(JsonNode schema) {
        JsonNode either = schema.path("anyOf");
        return either.size() == 2 && (isNull(either.get(0)) || isNull(either.get(1)));
    }

    private static JsonNode theOther(JsonNode either) {
        return isNull(either.get(0)) ? either.get(1) : either.get(0);
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asText().equals("null");
    }

    private static boolean requires(JsonNode schema, String property) {
        return elements(schema.path("required")).stream()
                .anyMatch(name -> name.asText().equals(property));
    }

    private static boolean isClosed(JsonNode schema) {
        return !isOpen(schema.path("additionalProperties"));
    }

    private static boolean isOpen(JsonNode additionalProperties) {
        return additionalProperties.isMissingNode() || additionalProperties.asBoolean();
    }

    private static Set<String> keywords(ObjectNode was, ObjectNode is) {
        var keywords = new TreeSet<String>();
        was.fieldNames().forEachRemaining(keywords::add);
        is.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WITH_RULES_OF_THEIR_OWN);
        return keywords;
    }

    private static Set<JsonNode> elements(JsonNode array) {
        var elements = new LinkedHashSet<JsonNode>();
        array.elements().forEachRemaining(elements::add);
        return elements;
    }

    private static Set<JsonNode> minus(Set<JsonNode> values, Set<JsonNode> others) {
        var rest = new LinkedHashSet<>(values);
        rest.removeAll(others);
        return rest;
    }

    private static String told(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
