package dev.makegood.complaint.tracking;

import dev.makegood.chassis.page.PublicPage;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a customer writes into a form, as long as its field takes. */
final class Written {

    /** A few words beside an answer. */
    private static final int BRIEF = 2_000;

    /** A message. */
    static final int LONG = 20_000;

    private Written() {}

    /** A few words beside an answer, or none; what is too long comes back to who wrote it. */
    static Response briefly(
            @Nullable String written, Function<@Nullable String, Response> taken, Function<String, Response> tooLong) {
        var words = PublicPage.words(written);
        return words != null && exceeds(words, BRIEF) ? tooLong.apply(words) : taken.apply(words);
    }

    static boolean exceeds(String words, int most) {
        return words.codePointCount(0, words.length()) > most;
    }
}
