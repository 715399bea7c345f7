package dev.makegood.complaint.intake;

import dev.makegood.chassis.problem.Invalid;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What people say on the phone: {@code MG-7QF3-K9MP}. Seven random symbols of Crockford's base 32 and his check symbol (modulo
 * 37), drawn again where that would not be a letter or digit of the alphabet. Random, so that it tells nothing and cannot be
 * counted through; never a sequence.
 */
record Reference(String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHECK_MODULUS = 37;
    private static final int RANDOM_BITS = 35;
    private static final int SYMBOLS = 8;
    private static final int LONGEST = 30;
    private static final String PREFIX = "MG";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Reference draw() {
        return draw(RANDOM);
    }

    static Reference draw(RandomGenerator random) {
        while (true) {
            long number = random.nextLong() >>> (Long.SIZE - RANDOM_BITS);
            int check = (int) (number % CHECK_MODULUS);
            if (check < ALPHABET.length()) {
                return of(number, check);
            }
        }
    }

    /**
     * Reads a reference as people say and type it: in any case, with or without {@code MG} and dashes, O for 0, I and L for 1.
     *
     * @throws Invalid if it has another length or alphabet, or its check symbol tells that something was misheard
     */
    static Reference read(String said) {
        var symbols = said.toUpperCase(Locale.ROOT).replaceAll("[\\s\\p{Z}\\p{Pd}]", "");
        // M and G are symbols too: MG stands before a reference only if a whole one follows.
        if (symbols.length() == PREFIX.length() + SYMBOLS && symbols.startsWith(PREFIX)) {
            symbols = symbols.substring(PREFIX.length());
        }
        symbols = symbols.replace('O', '0').replaceAll("[IL]", "1");
        if (symbols.length() != SYMBOLS || symbols.chars().anyMatch(symbol -> ALPHABET.indexOf(symbol) < 0)) {
            throw new Invalid("reference", "malformed", "A reference looks like MG-7QF3-K9MP.");
        }
        long number = 0;
        for (int i = 0; i < SYMBOLS - 1; i++) {
            number = number * ALPHABET.length() + ALPHABET.indexOf(symbols.charAt(i));
        }
        int check = (int) (number % CHECK_MODULUS);
        if (check != ALPHABET.indexOf(symbols.charAt(SYMBOLS - 1))) {
            throw new Invalid("reference", "check-symbol", "A symbol of this reference was misheard or mistyped.");
        }
        return of(number, check);
    }

    /** The same for what may be something else. */
    static Optional<Reference> readable(String said) {
        if (said.length() > LONGEST || (said.chars().noneMatch(Character::isDigit) && !said.contains("-"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(said));
        } catch (Invalid e) {
            return Optional.empty();
        }
    }

    private static Reference of(long number, int check) {
        var symbols = new StringBuilder();
        for (int shift = RANDOM_BITS - 5; shift >= 0; shift -= 5) {
            symbols.append(ALPHABET.charAt((int) (number >>> shift) & 31));
        }
        symbols.append(ALPHABET.charAt(check));
        return new Reference("MG-" + symbols.substring(0, 4) + "-" + symbols.substring(4));
    }
}
