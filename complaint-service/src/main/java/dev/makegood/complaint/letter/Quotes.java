package dev.makegood.complaint.letter;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote this time, apart from what they quote and from what stands under each of their mails. Every line is in exactly
 * one of the three; where nothing would be left to read, all of it is theirs.
 */
record Quotes(
        String words, @Nullable String quoted, @Nullable String signature) {

    private static final int LONGEST_LINE = 400;
    private static final int SIGNATURE_LINES = 15;

    /** Who writes more than this at once quotes nothing worth folding; it may have been made to be looked at for long. */
    private static final int MOST_LINES = 3_000;

    /** "On Monday … wrote:", as mail programs say it in our five languages and some more. */
    private static final List<Pattern> SAID = List.of(
            Pattern.compile(
                    "(?iuU)^(?:on|op|am|le|il|em|el|den|d\\.|στις|την|τη|το|τον)\\b.{4,300}"
                            + "\\b(?:wrote|writes|schrieb|a écrit|ha scritto|escreveu|escribió|escribio|skrev|schreef|έγραψε|έγραψες|γράφει)\\s?:$"),
            Pattern.compile(
                    "(?iuU)^.{4,300}\\b(?:kirjoitti|написал|написала|написал\\(а\\)|написав|пишет|писал|писала|έγραψε)(?:\\s.{0,80})?\\s?:$"));

    /** What Outlook and its like put above the mail that they quote. */
    private static final Pattern RULED =
            Pattern.compile("(?iuU)^\\s*[-_]{2,}\\s*(?:original message|original appointment|mensaje original"
                    + "|αρχικό μήνυμα|alkuperäinen viesti|исходное сообщение|ursprüngliche nachricht"
                    + "|message d'origine|messaggio originale|oprindelig meddelelse)\\s*[-_]{2,}\\s*$");

    /** What somebody passes on is theirs to say, whatever stands in it. */
    private static final Pattern PASSED = Pattern.compile(
            "(?iuU)^\\s*(?:[-_]{2,}\\s*)?(?:(?:begin )?forwarded message|mensaje reenviado|προωθημένο μήνυμα"
                    + "|(?:edelleen)?välitetty viesti|пересылаемое сообщение|пересланное сообщение|weitergeleitete nachricht|message transféré)\\s*(?:[-_]{2,}|:)\\s*$");

    private static final Pattern UNDERLINE = Pattern.compile("^_{10,}$");

    private static final Pattern FROM =
            Pattern.compile("(?iuU)^\\s*\\*?(?:from|de|von|από|lähettäjä|от|från|van|da)\\s?:\\*?\\s.{1,300}$");

    private static final Pattern SENT = Pattern.compile(
            "(?iuU)^\\s*\\*?(?:sent|date|enviado(?: el)?|fecha|ημερομηνία|στάλθηκε|εστάλη|lähetetty|päivämäärä"
                    + "|päiväys|отправлено|дата|gesendet|datum|envoyé|to|para|προς|vastaanottaja|кому|an|subject|asunto|θέμα|aihe|тема|betreff)\\s?:\\*?.{0,300}$");

    private static final Pattern DEVICE = Pattern.compile(
            "(?iuU)^(?:sent from my .{1,40}|get outlook for .{1,40}|enviado desde mi .{1,60}"
                    + "|στάλθηκε από .{1,60}|lähetetty .{1,40}(?:puhelimesta|iphonesta|laitteesta).{0,20}|отправлено с .{1,40}|von meinem .{1,40} gesendet)\\.?$");

    static Quotes apart(String text) {
        var lines = List.of(text.split("\n", -1));
        var words = new StringBuilder();
        var quoted = new StringBuilder();
        var signature = new StringBuilder();
        StringBuilder into = words;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (i == MOST_LINES) {
                lines.subList(i, lines.size()).forEach(rest -> add(words, rest));
                break;
            }
            if (line.length() <= LONGEST_LINE && PASSED.matcher(line).matches() && into != quoted) {
                lines.subList(i, lines.size()).forEach(rest -> add(words, rest));
                break;
            }
            if (into == quoted && line.isBlank() && nextIsQuoted(lines, i)) {
                add(quoted, line);
            } else if (line.startsWith(">")) {
                into = quoted;
                add(quoted, line);
            } else {
                into = into == quoted ? words : into;
                int said = said(lines, i);
                if (said > 0 && nextIsQuoted(lines, i + said - 1)) {
                    into = quoted;
                    for (int end = i + said; i < end; i++) {
                        add(quoted, lines.get(i));
                    }
                    i--;
                } else if (said > 0 || isBlock(lines, i)) {
                    lines.subList(i, lines.size()).forEach(rest -> add(quoted, rest));
                    break;
                } else {
                    if (into == words && beginsSignature(lines, i)) {
                        into = signature;
                    }
                    add(into, line);
                }
            }
        }
        if (words.toString().isBlank()) {
            return new Quotes(text.strip(), null, null);
        }
        return new Quotes(trimmed(words), orNull(quoted), orNull(signature));
    }

    private static void add(StringBuilder to, String line) {
        to.append(line).append('\n');
    }

    private static String trimmed(StringBuilder text) {
        return text.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    private static @Nullable String orNull(StringBuilder text) {
        var stripped = text.toString().strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Whether the next line that says something is quoted. */
    private static boolean nextIsQuoted(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size() && i < at + 5; i++) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).startsWith(">");
            }
        }
        return false;
    }

    /** How many lines from here on say who said what follows; 0 if they do not. Mail programs break that line in up to three. */
    private static int said(List<String> lines, int at) {
        var joined = new StringBuilder();
        for (int n = 1; n <= 3 && at + n <= lines.size(); n++) {
            var line = lines.get(at + n - 1).strip();
            if (line.isEmpty() || line.startsWith(">") || joined.length() + line.length() > LONGEST_LINE) {
                return 0;
            }
            joined.append(n == 1 ? "" : " ").append(line);
            if (line.endsWith(":")
                    && SAID.stream().anyMatch(said -> said.matcher(joined).matches())) {
                return n;
            }
        }
        return 0;
    }

    private static boolean isBlock(List<String> lines, int at) {
        var line = lines.get(at);
        if (line.length() > LONGEST_LINE) {
            return false;
        }
        if (RULED.matcher(line).matches()) {
            return true;
        }
        int from = UNDERLINE.matcher(line.strip()).matches() ? at + 1 : at;
        while (from < lines.size() && from < at + 3 && lines.get(from).isBlank()) {
            from++;
        }
        if (from >= lines.size()
                || lines.get(from).length() > LONGEST_LINE
                || !FROM.matcher(lines.get(from)).matches()) {
            return false;
        }
        long heads = lines.subList(from + 1, Math.min(lines.size(), from + 6)).stream()
                .filter(next ->
                        next.length() <= LONGEST_LINE && SENT.matcher(next).matches())
                .count();
        return heads >= 2;
    }

    private static boolean beginsSignature(List<String> lines, int at) {
        var line = lines.get(at);
        boolean nearEnd = lines.size() - at <= SIGNATURE_LINES || saidSoon(lines, at);
        if (line.equals("-- ") || line.equals("--")) {
            return nearEnd;
        }
        return line.length() <= 100 && DEVICE.matcher(line.strip()).matches();
    }

    private static boolean saidSoon(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size() && i < at + SIGNATURE_LINES; i++) {
            if (lines.get(i).startsWith(">") || isBlock(lines, i) || said(lines, i) > 0) {
                return true;
            }
        }
        return false;
    }
}
