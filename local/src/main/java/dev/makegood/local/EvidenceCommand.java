package dev.makegood.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./run verify-evidence FILE}: verifies an evidence pack, offline. It shares no code with the service that wrote the pack:
 * it is what the pack's {@code algorithm} says in words, written a second time.
 */
public final class EvidenceCommand {
    private static final String START = "0".repeat(64);

    private EvidenceCommand() {}

    /** Why a pack is not what was written; the message names the entry. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    /** Exit status 0 when all of it is as it was written, 1 when not, 2 when it could not be looked at. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        boolean withHead = args.length == 3 && args[1].equals("--head");
        if (args.length != 1 && !withHead) {
            System.err.println("Which file? ./run verify-evidence FILE [--head HASH]");
            return 2;
        }
        try {
            JsonNode pack = Json.MAPPER.readTree(Files.readAllBytes(Path.of(args[0])));
            int erased = verify(pack, withHead ? args[2] : null);
            System.out.printf(
                    "Verified: %d entries of journey %s%s. Head: %s%n",
                    pack.path("items").size(),
                    pack.path("journeyId").asText(),
                    erased == 0 ? "" : ", of which " + erased + " were erased",
                    pack.path("head").asText());
            return 0;
        } catch (Broken e) {
            System.err.println("NOT VERIFIED: " + e.getMessage());
            return 1;
        } catch (JacksonException e) {
            System.err.println("This is not an evidence pack: " + e.getOriginalMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("Cannot read " + args[0] + ": " + e.getMessage());
            return 2;
        }
    }

    /**
     * Verifies a pack.
     *
     * @param noted a hash that was noted down earlier, if any
     * @return how many entries were erased
     */
    static int verify(JsonNode pack, @Nullable String noted) throws Broken {
        if (!pack.path("items").isArray() || pack.path("items").isEmpty()) {
            throw new Broken("there are no entries in it");
        }
        String head = START;
        long sequence = 0;
        int erased = 0;
        boolean seen = noted == null;
        for (JsonNode entry : pack.path("items")) {
            sequence++;
            String name = "entry " + sequence + " (" + entry.path("type").asText() + ")";
            if (entry.path("sequence").asLong() != sequence) {
                throw new Broken("entry " + sequence + " is missing; what stands in its place is entry "
                        + entry.path("sequence").asText());
            }
            if (!entry.path("journeyId").asText().equals(pack.path("journeyId").asText())) {
                throw new Broken(name + " is of another journey");
            }
            if (!entry.path("previousHash").asText().equals(head)) {
                throw new Broken(name + " does not follow the entry before it");
            }
            if (!entry.path("hash").asText().equals(hash(entry))) {
                throw new Broken(name + " was altered: its hash is not what it should be");
            }
            if (entry.hasNonNull("body") || entry.hasNonNull("salt")) {
                if (!digest(entry, name).equals(entry.path("bodyDigest").asText())) {
                    throw new Broken(name + " was altered: its body is not what was told");
                }
            } else {
                erased++;
            }
            head = entry.path("hash").asText();
            seen |= head.equalsIgnoreCase(noted);
        }
        if (pack.path("entries").asLong() != sequence
                || !pack.path("head").asText().equals(head)) {
            throw new Broken("the pack says that it has " + pack.path("entries").asText()
                    + " entries up to another head; entry " + (sequence + 1) + " is missing");
        }
        if (!seen) {
            throw new Broken("the noted hash " + noted + " is in none of its entries");
        }
        return erased;
    }

    private static String hash(JsonNode entry) {
        var lines = new StringBuilder();
        for (String field :
                new String[] {"journeyId", "sequence", "eventId", "type", "at", "bodyDigest", "previousHash"}) {
            lines.append(entry.path(field).asText()).append('\n');
        }
        return Digests.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(JsonNode entry, String name) throws Broken {
        try {
            MessageDigest digest = Digests.sha256();
            digest.update(HexFormat.of().parseHex(entry.path("salt").asText()));
            digest.update(entry.path("body").asText().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IllegalArgumentException e) {
            throw new Broken(name + " was altered: its salt is none");
        }
    }
}
