package dev.makegood.complaint.voice;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import dev.makegood.complaint.voice.Blanks.Kind;
import dev.makegood.contract.Language;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leaves blank in what a customer wrote whatever tells who they are: what we know of them, and what looks like an address, a number
 * or a name that leads to a person. What it is unsure of is left blank; what people feel, what went wrong and what it cost stays.
 */
final class Redaction {

    /** Grows with every change of these rules: what was redacted by older ones is redacted again. */
    static final int RULES = 1;

    /** Every repetition is bounded or possessive: a text is read in time that grows with its length alone. */
    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:\\b(?:https?|ftp)://|(?<![\\p{L}\\p{N}@.-])www\\.)[^\\s\\uFFFC<>\"]{1,2000}+"
                    + "|(?<![\\p{L}\\p{N}@.-])(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,4}[\\p{L}]{2,24}+/[^\\s\\uFFFC<>\"]{1,2000}+");

    /** A place on the web, and nothing behind it that is somebody's own. */
    private static final Pattern PLAIN_LINK =
            Pattern.compile("(?i)(?:https?://)?[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+){1,6}/?");

    private static final Pattern SPELLED_EMAIL = Pattern.compile(
            "(?i)[\\p{L}\\p{N}._%+-]{1,64}\\s{0,2}(?:[(\\[{]\\s?(?:at|@|αρροβα|arroba|собака|miukumauku)\\s?[)\\]}])\\s{0,2}"
                    + "[\\p{L}\\p{N}-]{1,63}(?:\\s{0,2}(?:\\.|[(\\[{]\\s?(?:dot|punto|piste|точка|τελεία)\\s?[)\\]}]| dot )\\s{0,2}"
                    + "[\\p{L}\\p{N}-]{2,63}){1,4}"
                    + "|[\\p{L}\\p{N}._%+-]{1,64} at [\\p{L}\\p{N}-]{1,63} dot [\\p{L}]{2,24}");

    private static final Pattern ACCOUNT =
            Pattern.compile("(?<![\\p{L}\\p{N}_.@/])@[\\p{L}\\p{N}_][\\p{L}\\p{N}_.]{1,38}[\\p{L}\\p{N}_]");

    private static final Pattern OUR_REFERENCE =
            Pattern.compile("(?i)(?<![\\p{L}\\p{N}])MG[ -]{0,2}[0-9A-Z]{4}[ -]{0,2}[0-9A-Z]{4}(?![\\p{L}\\p{N}])");

    private static final Pattern IBAN_START =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2} ?[0-9]{2}(?=[ -]?[A-Za-z0-9])");

    private static final Pattern DATE = Pattern.compile("(?<![0-9])(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}"
            + "|[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ](?:19|20)[0-9]{2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2})(?![0-9])");

    private static final Pattern YEARS =
            Pattern.compile("(?<![0-9])(?:19|20)[0-9]{2} ?[-/] ?(?:19|20)[0-9]{2}(?![0-9])");

    private static final Pattern BIRTHDAY =
            Pattern.compile("(?iu)(?:born(?: on| in)?|d\\.?o\\.?b\\.?|date of birth|birthday"
                    + "|fecha de nacimiento|nac[ií](?:do|da)? el|nací el|γεννήθηκα(?: στις)?|γεννημέν[ηο]ς?(?: στις)?"
                    + "|ημερομηνία γέννησης|syntynyt|synnyin|syntymäaika(?:ni)?|родил(?:ся|ась)|дата рождения)[:, ]{0,3}"
                    + "(?<it>[0-9]{1,4}[-./ ][0-9\\p{L}]{1,12}[-./ ][0-9]{2,4})");

    private static final List<Pattern> IDS = List.of(
            Pattern.compile("(?<![\\p{L}\\p{N}])[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y](?![\\p{L}\\p{N}])"),
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:[0-9]{8}|[XYZxyz]-?[0-9]{7})-?[A-Za-z](?![\\p{L}\\p{N}])"),
            Pattern.compile("(?<![0-9-])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}(?![0-9-])"),
            Pattern.compile("(?<![0-9-])[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}(?![0-9-])"));

    /** What people call the number that they were given, in whatever case; then the number. */
    private static final Pattern LABELLED = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:ref(?:erence)?|claim|case|ticket|order|booking|policy|account|acct|contract|customer|member(?:ship)?"
                    + "|invoice|tracking|passport|licen[cs]e|plate|registration|reg|vin|ssn|iban|pin|id|room|seat|flight|pnr"
                    + "|referencia|pedido|póliza|cuenta|contrato|cliente|factura|reserva|expediente|matrícula|dni|nie|pasaporte"
                    + "|αριθμ[όο][ςύ]?|αρ\\.?|κωδικ[όο]ς?|παραγγελία[ς]?|λογαριασμ[όο][ςύ]?|συμβολαί?ο[υύ]?|πινακίδα|αφμ|α\\.φ\\.μ\\.?|αμκα|ταυτότητα[ς]?|διαβατήριο"
                    + "|viite(?:numero)?|tilaus(?:numero)?|asiakasnumero|sopimus(?:numero)?|tili(?:numero)?|vakuutus(?:numero)?|lasku(?:n numero)?|rekisteri(?:numero|tunnus)|hetu|henkilötunnus"
                    + "|номер[аоу]?[м]?|заказ[аеу]?|договор[аеу]?|сч[её]т[ау]?|полис[ау]?|паспорт[ау]?|заявк[аиуе]|бронь|инн|снилс)"
                    + "(?:[ .:#№-]{1,3}|(?: number| numero| no| nr| num| code| is| was| es| είναι| on| номер| n[º°o])\\.?){1,4}"
                    + "(?<it>(?=[\\p{L}\\p{N}/-]{0,12}[0-9][\\p{L}/-]{0,12}[0-9][\\p{L}/-]{0,12}[0-9])[\\p{L}\\p{N}][\\p{L}\\p{N}/-]{3,38})");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}])[0-9](?:[ .-]?[0-9]){6,40}+(?![0-9])");
    private static final Pattern CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}-])[\\p{L}0-9][\\p{L}0-9-]{4,40}+(?![\\p{L}\\p{N}])");
    private static final Pattern QUANTITY =
            Pattern.compile("[0-9]{1,6}-?\\p{L}{1,12}|\\p{L}{4,}-?(?:[0-9]{1,3}|(?:19|20)[0-9]{2}|[0-9]000)");

    private static final Pattern MONEY_BEFORE =
            Pattern.compile("(?iu)(?:\\p{Sc}|\\b(?:usd|eur|gbp|rub|cad|aud|chf))\\s?$");
    private static final Pattern MONEY_AFTER = Pattern.compile(
            "(?iu)^(?:[.,][0-9]{1,2})?\\s?(?:\\p{Sc}|(?:usd|eur|gbp|rub|euros?|dollars?|pounds?|ευρώ|euroa?|рубл|руб|долларов|dólares|libras|km|kg|kb|mb)\\b|рубл|ευρ)");

    /** What is written of a person before their name. Then up to three words that begin like names. */
    private static final Pattern ADDRESSED = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
            + "(?i:mr|mrs|ms|miss|mister|messrs|dr|prof|sra?|srta|señora?|señorita|doña|herra|rouva|neiti|hra|rva)\\.? "
            + "|(?iu:κος|κα|κ\\.|κύριος|κύριο|κυρίου|κυρία|κυρίας|δρ\\.?|г-н[ау]?|г-ж[аиеу]|господин[ау]?|госпож[аиеу])\\.? "
            + "|D(?:on|\\.|ª|\\.ª) )"
            + "(?<it>\\p{Lu}[\\p{L}\\p{M}'-]{1,40}(?: \\p{Lu}[\\p{L}\\p{M}'-]{1,40}){0,2})");

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?iu:(?<![\\p{L}\\p{N}])(?:my name is|my name's|i am called|me llamo"
                    + "|mi nombre es|με λένε|ονομάζομαι|το όνομά μου είναι|το όνομα μου είναι|λέγομαι|nimeni on|olen nimeltäni|minun nimeni on"
                    + "|меня зовут|мо[её] имя)[:,]? )(?<it>[\\p{L}][\\p{L}\\p{M}'-]{1,40}(?: \\p{Lu}[\\p{L}\\p{M}'-]{1,40}){0,2})");

    private static final String NAMED = "\\p{Lu}[\\p{L}\\p{M}'.-]{1,30}";
    private static final String FLAT =
            "(?:,? ?(?:(?i:apt|apartment|unit|flat|suite|ste|piso|puerta|izq|dcha|as|κτ|διαμ|όροφος|кв|квартира|корп|к|стр|офис)\\.? ?)#?[0-9]{1,4}[\\p{L}]?"
                    + "|,? ?#[0-9]{1,4}|,? [0-9]{1,2}[ºª°]( ?[A-Z])?| [A-H](?: [0-9]{1,3})?(?![\\p{L}]))";

    private static final List<Pattern> STREETS = List.of(
            Pattern.compile("(?<![\\p{L}\\p{N}.,$€£])[0-9]{1,5}[A-Za-z]?,? (?:(?:[NSEW]\\.?|" + NAMED
                    + "|[0-9]{1,3}(?:st|nd|rd|th)) ){1,4}"
                    + "(?:(?i:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|terrace|square|sq|highway|hwy|parkway|pkwy|close|crescent|circle|trail))\\b\\.?"
                    + FLAT + "{0,2}"),
            Pattern.compile(
                    "(?<![\\p{L}])(?iu:calle|c/|avenida|avda\\.?|av\\.|plaza|pza\\.?|paseo|pº|camino|carretera|ctra\\.?|ronda|travesía) ?"
                            + "(?:(?iu:de|del|la|las|los|el|san|santa|y|general|doctor) |[\\p{Lu}][\\p{L}'.-]{0,30} ?){1,7},? ?(?iu:n(?:[úu]m)?[º°o.]{0,2} ?)?[0-9]{1,4}(?![0-9%])"
                            + FLAT + "{0,3}"),
            Pattern.compile("(?<![\\p{L}])(?iu:οδό[ςν]?|οδού|λεωφόρο[ςυ]?|λεωφ\\.?|λ\\.|πλατεία[ς]?|πλ\\.) ?(?:" + NAMED
                    + ",? ?){1,5}(?iu:αρ\\.? ?|αριθμός )?[0-9]{1,4}(?![0-9%])[Α-ΩA-Zα-ω]?" + FLAT + "{0,2}"),
            Pattern.compile("(?<![\\p{L}])(?:" + NAMED
                    + " )?\\p{Lu}[\\p{L}-]{1,30}(?iu:katu|kadun|kadulla|tie|tien|tiellä|polku|kuja|kujan|kaari|väylä|puistikko|aukio|rinne|raitti|bulevardi|esplanadi) [0-9]{1,4}(?![0-9%])[a-z]?"
                    + FLAT + "{0,2}"),
            Pattern.compile(
                    "(?<![\\p{L}])(?iu:ул\\.?|улиц[аеыу]|пр-т|пр\\.|просп\\.?|проспект[еа]?|пер\\.?|переул(?:ок|ке)|бульвар[е]?|б-р|шоссе|наб\\.?|набережн[аяой]{2}|площад[ьи]|пл\\.) ?"
                            + "(?:" + NAMED
                            + " ?){1,4},? ?(?iu:д(?:ом)?\\.? ?)?[0-9]{1,4}(?![0-9%])[а-яА-Я]?(?:/[0-9]{1,3})?" + FLAT
                            + "{0,3}"),
            Pattern.compile(
                    "(?<![\\p{L}])(?iu:д|дом)\\.? ?[0-9]{1,4}[а-яА-Я]?,? (?iu:кв|квартира|корп)\\.? ?[0-9]{1,4}"),
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:P\\.? ?O\\.? ?[Bb]ox|[Aa]partado(?: de [Cc]orreos)?|Τ\\.?Θ\\.?|PL|а/я) [0-9]{1,6}"),
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}(?![\\p{L}\\p{N}])"),
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?(?![\\p{L}\\p{N}-])"));

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int MOST_PHONES_TRIED = 5_000;
    private static final int FEWEST_DIGITS_OF_A_CARD = 13;
    private static final int MOST_DIGITS_OF_A_CARD = 19;
    private static final int FEWEST_DIGITS_OF_A_NUMBER = 9;
    private static final int FEWEST_DIGITS_IN_A_ROW = 7;
    private static final int FEWEST_CHARACTERS_KNOWN = 4;

    private Redaction() {}

    /**
     * What is known of the person who speaks, and must not be read.
     *
     * @param names of people whom they may name: their own, who complains for them, who owns the complaint
     * @param literals their addresses, numbers and references, as they are on file
     */
    record Known(Language language, List<String> names, List<String> literals) {}

    /** What may be read by all, and how many blanks it has. */
    record Redacted(String words, int blanks) {}

    static Redacted redact(String said, Known known) {
        var blanks = new Blanks(said);
        known.literals().forEach(literal -> literal(blanks, literal));
        links(blanks);
        emails(blanks);
        blanks.take(SPELLED_EMAIL, Kind.EMAIL);
        blanks.take(OUR_REFERENCE, Kind.REFERENCE);
        ibans(blanks);
        blanks.take(BIRTHDAY, Kind.DATE);
        IDS.forEach(id -> blanks.take(id, Kind.ID));
        cards(blanks);
        phones(blanks, known.language());
        STREETS.forEach(street -> blanks.take(street, Kind.ADDRESS));
        numbers(blanks);
        blanks.take(LABELLED, Kind.REFERENCE);
        codes(blanks);
        blanks.take(ACCOUNT, Kind.ACCOUNT);
        blanks.take(INTRODUCED, Kind.NAME);
        blanks.take(ADDRESSED, Kind.NAME);
        new PersonNames(known.language(), known.names()).blank(blanks);
        return blanks.filled();
    }

    /** What is on file, however it is spaced and dashed. */
    private static void literal(Blanks blanks, String literal) {
        var essence = literal.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .toList();
        if (essence.size() < FEWEST_CHARACTERS_KNOWN || essence.size() > 254) {
            return;
        }
        boolean phone = literal.strip().matches("\\+?[0-9 ().-]+");
        var pattern = essence.stream().map(Pattern::quote).collect(Collectors.joining("[^\\p{L}\\p{N}\\uFFFC]{0,3}"));
        blanks.take(
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + (phone ? "\\+?" : "") + pattern + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                literal.contains("@") ? Kind.EMAIL : phone ? Kind.PHONE : Kind.REFERENCE);
    }

    /** Both ways from each at sign, so that no length of a word costs more than itself. */
    private static void emails(Blanks blanks) {
        var plain = blanks.plain().toString();
        for (int at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
            int from = at;
            while (from > 0 && isOfMailbox(plain.charAt(from - 1))) {
                from--;
            }
            int until = at + 1;
            while (until < plain.length() && isOfHost(plain.charAt(until))) {
                until++;
            }
            while (until > at + 1
                    && !Character.isLetterOrDigit(plain.charAt(until - 1))
                    && plain.charAt(until - 1) != ']') {
                until--;
            }
            if (from < at && until > at + 1) {
                blanks.take(from, until, Kind.EMAIL);
            }
        }
    }

    private static boolean isOfMailbox(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || "._%+'!#$&*/=?^`{|}~-".indexOf(c) >= 0;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || ".-[]:".indexOf(c) >= 0;
    }

    private static void links(Blanks blanks) {
        var found = LINK.matcher(blanks.plain().toString());
        while (found.find()) {
            int until = found.end();
            while (until > found.start() && ".,;:!?)]}'»".indexOf(blanks.plain().charAt(until - 1)) >= 0) {
                until--;
            }
            if (!PLAIN_LINK
                    .matcher(blanks.plain().subSequence(found.start(), until))
                    .matches()) {
                blanks.take(found.start(), until, Kind.LINK);
            }
        }
    }

    /** The longest that adds up (ISO 7064, modulo 97); else what is written like one and has an account's digits. */
    private static void ibans(Blanks blanks) {
        var plain = blanks.plain().toString();
        var start = IBAN_START.matcher(plain);
        while (start.find()) {
            var symbols = new StringBuilder();
            int best = -1;
            int shouted = -1;
            for (int i = start.start(); i < plain.length() && symbols.length() < 34; i++) {
                char c = plain.charAt(i);
                if ((c == ' ' || c == '-') && i + 1 < plain.length() && isAscii(plain.charAt(i + 1))) {
                    continue;
                }
                if (!isAscii(c)) {
                    break;
                }
                symbols.append(Character.toUpperCase(c));
                boolean ends = i + 1 == plain.length() || !isAscii(plain.charAt(i + 1));
                if (ends && symbols.length() >= 15) {
                    best = addsUp(symbols) ? i + 1 : best;
                    var written = plain.substring(start.start(), i + 1);
                    shouted =
                            digits(symbols) >= 10 && written.equals(written.toUpperCase(Locale.ROOT)) ? i + 1 : shouted;
                }
            }
            int until = best > 0 ? best : shouted;
            if (until > 0) {
                blanks.take(start.start(), until, Kind.IBAN);
            }
        }
    }

    private static boolean isAscii(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static long digits(CharSequence text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static boolean addsUp(CharSequence iban) {
        var turned = iban.subSequence(4, iban.length()).toString() + iban.subSequence(0, 4);
        var number = new StringBuilder();
        turned.chars().forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static void cards(Blanks blanks) {
        var found = NUMBER.matcher(blanks.plain().toString());
        while (found.find()) {
            var digits = found.group().replaceAll("[^0-9]", "");
            if (digits.length() >= FEWEST_DIGITS_OF_A_CARD
                    && digits.length() <= MOST_DIGITS_OF_A_CARD
                    && isLuhn(digits)) {
                blanks.take(found.start(), found.end(), Kind.CARD);
            }
        }
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && digits.chars().distinct().count() > 1;
    }

    /** Numbers that would ring in a country where the language is spoken, and those that name their country. */
    private static void phones(Blanks blanks, Language language) {
        for (String region : regions(language)) {
            var plain = withoutDates(blanks.plain().toString());
            for (PhoneNumberMatch match : PHONES.findNumbers(plain, region, Leniency.VALID, MOST_PHONES_TRIED)) {
                if (!isMoney(plain, match.start(), match.end())) {
                    blanks.take(match.start(), match.end(), Kind.PHONE);
                }
            }
        }
        blanks.take(INTERNATIONAL, Kind.PHONE);
    }

    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?<![\\p{L}\\p{N}+])(?:\\+|00)[1-9](?:[ ().-]{0,2}[0-9]){6,14}(?![0-9])");

    private static List<String> regions(Language language) {
        return switch (language) {
            case EN -> List.of("US", "GB");
            case ES -> List.of("ES", "MX");
            case EL -> List.of("GR", "CY");
            case FI -> List.of("FI");
            case RU -> List.of("RU");
        };
    }

    /** What else has so many digits that it leads to somebody: not a date, and not a sum. */
    private static void numbers(Blanks blanks) {
        var plain = withoutDates(blanks.plain().toString());
        var found = NUMBER.matcher(plain);
        while (found.find()) {
            long digits = digits(found.group());
            boolean unbroken = longestRun(found.group()) >= FEWEST_DIGITS_IN_A_ROW;
            if ((digits >= FEWEST_DIGITS_OF_A_NUMBER || unbroken) && !isMoney(plain, found.start(), found.end())) {
                blanks.take(found.start(), found.end(), Kind.NUMBER);
            }
        }
    }

    private static int longestRun(String number) {
        return Arrays.stream(number.split("[^0-9]"))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Letters and digits in one: plates, bookings, contracts. Not {@code 500km}, {@code 24-hour} or {@code Windows-2000}. */
    private static void codes(Blanks blanks) {
        var plain = withoutDates(blanks.plain().toString());
        var found = CODE.matcher(plain);
        while (found.find()) {
            var code = found.group();
            long digits = digits(code);
            boolean letters = code.chars().anyMatch(Character::isLetter);
            if (digits >= 4
                    && letters
                    && !QUANTITY.matcher(code).matches()
                    && !isMoney(plain, found.start(), found.end())) {
                blanks.take(found.start(), found.end(), Kind.REFERENCE);
            }
        }
    }

    private static boolean isMoney(String plain, int from, int until) {
        return MONEY_BEFORE
                        .matcher(plain.substring(Math.max(0, from - 5), from))
                        .find()
                || MONEY_AFTER
                        .matcher(plain.substring(until, Math.min(plain.length(), until + 12)))
                        .find();
    }

    /** The same characters in the same places, but no digits where they are a date's. */
    private static String withoutDates(String plain) {
        return YEARS.matcher(DATE.matcher(plain).replaceAll(Redaction::masked)).replaceAll(Redaction::masked);
    }

    private static String masked(java.util.regex.MatchResult date) {
        return "\uFFFC".repeat(date.end() - date.start());
    }
}
