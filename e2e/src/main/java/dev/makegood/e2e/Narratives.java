package dev.makegood.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of complaints with the columns of the CFPB's public database. The folder that the environment variable
 * {@code MAKEGOOD_DATA} names, or {@code ../shared/data} beside the project, may hold the real one (2,848 narratives); where it
 * is absent, a made one of the same shape stands in, and says so.
 */
public record Narratives(byte[] csv, int rows, int unusable, String source) {

    private static final String FILE = "cfpb-narratives.csv";
    private static final int REAL_ROWS = 2_848;
    /** One narrative has 21,928 characters, and 20,000 is the most that a complaint may have. */
    private static final int REAL_TOO_LONG = 1;

    private static final int MADE_ROWS = 1_000;

    /** The real file if there is one, else the made one. */
    public static Narratives load() throws IOException {
        var real = folder().resolve(FILE);
        if (Files.isRegularFile(real)) {
            return new Narratives(Files.readAllBytes(real), REAL_ROWS, REAL_TOO_LONG, "the CFPB's narratives");
        }
        var csv = new StringBuilder("Date received,Product,Consumer complaint narrative,Tags,Complaint ID\r\n");
        for (int i = 1; i <= MADE_ROWS; i++) {
            csv.append("2024-03-01,Mortgage,\"Row ")
                    .append(i)
                    .append(i == MADE_ROWS ? ": " + "long ".repeat(5_000) : ": \"\"nobody\"\" called,\r\nagain\"")
                    .append(i == MADE_ROWS ? "\"" : "")
                    .append(",,")
                    .append(9_000_000 + i)
                    .append("\r\n");
        }
        return new Narratives(csv.toString().getBytes(StandardCharsets.UTF_8), MADE_ROWS, 1, "made rows");
    }

    /** Where real files lie, whether they are there or not. */
    static Path folder() {
        var folder = System.getenv("MAKEGOOD_DATA");
        if (folder != null) {
            return Path.of(folder);
        }
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw"))) {
                return path.resolveSibling("shared").resolve("data");
            }
        }
        return Path.of("");
    }
}
