package dev.makegood.notification.delivery;

import dev.makegood.contract.Event;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of which every value says where it stands, so that it is known again wherever it comes out.
 *
 * @param marks what stands where: texts, ids, amounts and numbers, by their path in the event
 */
record Marked(Event event, Map<String, String> marks) {

    private static final int VARIANTS = 16;

    /** Events of this type, one for every value of its enumerations, with what may be absent and without. */
    static List<Marked> all(Class<? extends Event> type) {
        List<Marked> all = new ArrayList<>();
        for (int variant = 0; variant < VARIANTS; variant++) {
            var making = new Making(variant);
            all.add(new Marked((Event) making.value(type, type.getSimpleName()), making.marks));
        }
        return all;
    }

    private static final class Making {
        private final Map<String, String> marks = new TreeMap<>();
        private final int variant;

        Making(int variant) {
            this.variant = variant;
        }

        Object value(Type type, String path) {
            if (type instanceof ParameterizedType list) {
                return List.of(value(list.getActualTypeArguments()[0], path));
            }
            var wanted = (Class<?>) type;
            if (wanted.isRecord()) {
                return create(wanted, path);
            }
            if (wanted.isEnum()) {
                var constants = wanted.getEnumConstants();
                return constants[variant % constants.length];
            }
            if (wanted == boolean.class || wanted == Boolean.class) {
                return variant % 2 == 0;
            }
            if (wanted == Instant.class) {
                return Instant.parse("2026-11-22T09:30:00Z");
            }
            if (wanted == UUID.class) {
                var id = UUID.randomUUID();
                marks.put(path, id.toString());
                return id;
            }
            int number = 10_000 + marks.size() * 101;
            if (wanted == int.class || wanted == Integer.class) {
                marks.put(path, Integer.toString(number));
                return number;
            }
            if (wanted == BigDecimal.class) {
                marks.put(path, Integer.toString(number));
                return new BigDecimal(number);
            }
            if (wanted == String.class) {
                if (path.endsWith(".currency")) {
                    return "EUR";
                }
                var text = "mark" + path.replaceAll("[^A-Za-z]", "") + "mark";
                marks.put(path, text);
                return text;
            }
            throw new IllegalArgumentException("Nothing is known of values such as " + path);
        }

        private boolean isAbsent(RecordComponent component) {
            return variant >= VARIANTS / 2 && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        private Object create(Class<?> type, String path) {
            var components = type.getRecordComponents();
            @Nullable
            Object[] values = Arrays.stream(components)
                    .map(component -> isAbsent(component)
                            ? null
                            : value(component.getGenericType(), path + "." + component.getName()))
                    .toArray();
            try {
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
