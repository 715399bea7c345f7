package dev.makegood.chassis.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Some text, counted in characters as people see code points, whatever the script: an emoji is one, not two. Absent text passes,
 * as with every constraint.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Characters.Validator.class)
public @interface Characters {

    /** The fewest characters, those that nobody sees not counted. */
    int min() default 1;

    int max();

    /** Whether this is one line: no line breaks and no other control characters, so that it can stand in a mail's header. */
    boolean oneLine() default false;

    String message() default "From {min} to {max} characters.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    final class Validator implements ConstraintValidator<Characters, String> {
        private int min;
        private int max;
        private boolean oneLine;

        @Override
        public void initialize(Characters bounds) {
            min = bounds.min();
            max = bounds.max();
            oneLine = bounds.oneLine();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (oneLine && text.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("One line, without control characters.")
                        .addConstraintViolation();
                return false;
            }
            return text.codePoints().filter(Validator::isSeen).limit(min).count() == min
                    && text.codePointCount(0, text.length()) <= max;
        }

        private static boolean isSeen(int c) {
            return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
        }
    }
}
