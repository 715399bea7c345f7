package dev.makegood.recovery.journey;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.JourneyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/journey.md: its diagram is the transition table's, and every test that it names for a rule exists. Write it with -Ddocs=write. */
class JourneyDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "journey.md");
    private static final String BEGIN =
            "<!-- from the transition table: ./test -pl recovery-service -Ddocs=write -->\n";
    private static final String END = "<!-- end -->\n";
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))#(\\w+)`");

    @Test
    void theDiagramIsTheTransitionTable() throws IOException {
        var text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END, begin);
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + generated() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(generated());
        }
    }

    @Test
    void everyRuleNamesTestsThatExist() throws IOException {
        var named = TEST.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(named).hasSizeGreaterThan(40);
        var sources = sources();
        for (var test : named) {
            assertThat(sources).as("a test class of docs/journey.md").containsKey(test.group(1));
            assertThat(sources.get(test.group(1))).as(test.group()).contains("void " + test.group(2) + "(");
        }
    }

    private static String generated() {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> OPENED\n");
        for (JourneyState from : JourneyState.values()) {
            Map<JourneyState, List<Move>> leads = new LinkedHashMap<>();
            Transitions.in(from)
                    .forEach(move -> leads.computeIfAbsent(
                                    Transitions.from(from, move).orElseThrow(), to -> new ArrayList<>())
                            .add(move));
            leads.forEach((to, moves) -> {
                if (to != from) {
                    text.append("    %s --> %s: %s\n"
                            .formatted(from, to, moves.stream().map(Move::name).collect(joining(", "))));
                }
            });
        }
        text.append("    CLOSED --> [*]\n```\n\n| in | these moves are possible, and lead to |\n| --- | --- |\n");
        for (JourneyState from : JourneyState.values()) {
            text.append("| %s | %s |\n"
                    .formatted(
                            from,
                            Transitions.in(from).stream()
                                    .map(move -> {
                                        var to = Transitions.from(from, move).orElseThrow();
                                        return to == from ? move.name() : "%s → %s".formatted(move, to);
                                    })
                                    .collect(joining(", "))));
        }
        return text.toString();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.merge(
                                    file.getFileName().toString().replace(".java", ""), read(file), String::concat));
                }
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
