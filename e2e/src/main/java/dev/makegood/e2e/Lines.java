package dev.makegood.e2e;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Colloquial text in five languages: {@code multilingual.csv} beside the real {@linkplain Narratives narratives}; where it is
 * absent, a few made lines stand in.
 */
public record Lines(List<Line> lines, String source) {

    private static final String FILE = "multilingual.csv";

    private static final List<Line> MADE = List.of(
            new Line("en", "  It's broken & nobody <b>calls</b> \"back\" – again…"),
            new Line("es", "¿Y quién me devuelve el dinero? ¡Qué vergüenza!"),
            new Line("el", "Έξι εβδομάδες· κανείς δεν απαντά. «Αύριο», λένε."),
            new Line("fi", "Työkalut eivät tulleet. Äitini odotti yöhön asti."),
            new Line("ru", "Ёлки-палки, ещё раз? Объясните, пожалуйста — №5."),
            new Line("en", "emoji 👩🏽‍🔧 and combining e\u0301, and a tab\there"));

    /** One text, and the code of the language that it is in. */
    public record Line(String language, String text) {}

    /** The real lines if there are any, else the made ones. */
    public static Lines load() throws IOException {
        var file = Narratives.folder().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new Lines(MADE, "made lines");
        }
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return new Lines(
                    rows.stream()
                            .map(row -> new Line(row.getField("lang"), row.getField("text")))
                            .toList(),
                    "lines of five corpora");
        }
    }
}
