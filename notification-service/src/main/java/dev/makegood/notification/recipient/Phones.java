package dev.makegood.notification.recipient;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import dev.makegood.contract.Language;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a telephone number tells of itself. Nothing is looked up anywhere: the numbering plans are part of the library. */
public final class Phones {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** A region that libphonenumber gives to numbers of the whole world. */
    private static final String WORLD = "001";

    /** Where most of a country has one time and a rest of it another (CLDR, {@code primaryZone}). */
    private static final Map<String, String> MOST = Map.of(
            "CL", "America/Santiago",
            "CN", "Asia/Shanghai",
            "CY", "Asia/Nicosia",
            "DE", "Europe/Berlin",
            "EC", "America/Guayaquil",
            "ES", "Europe/Madrid",
            "MY", "Asia/Kuala_Lumpur",
            "NZ", "Pacific/Auckland",
            "PT", "Europe/Lisbon",
            "UA", "Europe/Kyiv");

    private Phones() {}

    /**
     * Whether a short message can be sent there: to mobile numbers alone. Numbers that cost whoever calls them more than a call, and
     * those of which nobody can tell, are none: a stranger may have stated them to earn from what we send.
     */
    public static boolean canBeTexted(@Nullable String number) {
        return parsed(number)
                .filter(NUMBERS::isValidNumber)
                .map(valid -> switch (NUMBERS.getNumberType(valid)) {
                    case MOBILE, FIXED_LINE_OR_MOBILE -> true;
                    case FIXED_LINE,
                            TOLL_FREE,
                            PREMIUM_RATE,
                            SHARED_COST,
                            VOIP,
                            PERSONAL_NUMBER,
                            PAGER,
                            UAN,
                            VOICEMAIL,
                            UNKNOWN -> false;
                })
                .orElse(false);
    }

    /** The country (ISO 3166-1) that gave the number out; empty if that cannot be told. */
    public static Optional<String> region(@Nullable String number) {
        return parsed(number)
                .flatMap(it -> Optional.ofNullable(NUMBERS.getRegionCodeForNumber(it)))
                .filter(region -> !region.equals(WORLD));
    }

    /** In which zone its owner lives, where the country has one, or one for nearly everybody. */
    public static Optional<ZoneId> zone(@Nullable String number) {
        return region(number).flatMap(Phones::zoneOf);
    }

    private static Optional<ZoneId> zoneOf(String region) {
        var most = MOST.get(region);
        if (most != null) {
            return Optional.of(ZoneId.of(most));
        }
        var zones = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, region, null);
        return zones.size() == 1 ? zones.stream().map(ZoneId::of).findFirst() : Optional.empty();
    }

    /**
     * The number as E.164 has it; empty if it is none that could be dialled.
     *
     * @param stated as people write it: with its country ({@code +30 …}), or as it is dialled where this language is spoken most
     */
    public static Optional<String> e164(String stated, Language language) {
        return parsed(
                        stated,
                        switch (language) {
                            case EN -> "US";
                            case ES -> "ES";
                            case EL -> "GR";
                            case FI -> "FI";
                            case RU -> "RU";
                        })
                .filter(NUMBERS::isPossibleNumber)
                .map(number -> NUMBERS.format(number, PhoneNumberFormat.E164));
    }

    private static Optional<PhoneNumber> parsed(@Nullable String number) {
        return parsed(number, null);
    }

    private static Optional<PhoneNumber> parsed(@Nullable String number, @Nullable String region) {
        if (number == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(NUMBERS.parse(number, region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
