package dev.makegood.complaint.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.makegood.contract.Language;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads telephone numbers as people write them. What it cannot read stays as it was stated: somebody may still dial it. */
@ApplicationScoped
class Phones {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final PhoneSettings settings;

    Phones(PhoneSettings settings) {
        this.settings = settings;
    }

    /**
     * The number as E.164 has it; null if it is none that could be dialled. Possible numbers will do: which ones are given out
     * changes faster than any list of them.
     *
     * @param language what the number's owner speaks, which tells where a number without a country is dialled
     */
    @Nullable
    String e164(@Nullable String stated, Language language) {
        if (stated == null) {
            return null;
        }
        try {
            var number = NUMBERS.parse(stated, settings.region(language));
            return NUMBERS.isPossibleNumber(number) ? NUMBERS.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
