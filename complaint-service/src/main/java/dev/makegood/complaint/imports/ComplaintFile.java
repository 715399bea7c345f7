package dev.makegood.complaint.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.makegood.chassis.rest.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180, UTF-8, a header row), read row by row. The file is split as bytes and each field is decoded by itself, so
 * that a row which is not UTF-8 is one bad row and not the end of the file.
 */
final class ComplaintFile implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int LARGEST_FIELD = 4 * 1024 * 1024;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> columns;

    /** A row that was read, or why it could not be. */
    record Row(
            long line, Map<String, String> fields, @Nullable String problem) {}

    /** The file is not one that rows can be read of, from here on. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason);
        }
    }

    ComplaintFile(InputStream bytes) throws Unreadable, IOException {
        reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LARGEST_FIELD)
                .ofCsvRecord(withoutMark(bytes), StandardCharsets.ISO_8859_1);
        records = reader.iterator();
        var header = read();
        if (header == null) {
            throw new Unreadable("The file is empty.");
        }
        List<String> names = new ArrayList<>();
        try {
            for (String name : header.getFields()) {
                names.add(decode(name).strip());
            }
        } catch (CharacterCodingException e) {
            throw new Unreadable("The header row is not UTF-8.");
        }
        columns = List.copyOf(names);
    }

    List<String> columns() {
        return columns;
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() throws Unreadable {
        var found = read();
        if (found == null) {
            return null;
        }
        long line = found.getStartingLineNumber();
        if (found.getFieldCount() != columns.size()) {
            return new Row(
                    line,
                    Map.of(),
                    "%d fields where the header has %d.".formatted(found.getFieldCount(), columns.size()));
        }
        Map<String, String> fields = new HashMap<>();
        try {
            for (int i = 0; i < columns.size(); i++) {
                fields.put(columns.get(i), decode(found.getField(i)));
            }
        } catch (CharacterCodingException e) {
            return new Row(line, Map.of(), "Not UTF-8.");
        }
        return fields.values().stream().allMatch(CleanText::isClean)
                ? new Row(line, fields, null)
                : new Row(line, Map.of(), "A character that no text may hold: U+0000.");
    }

    /** The mark goes before a quote is looked for: it may stand before one. */
    private static InputStream withoutMark(InputStream bytes) throws IOException {
        var marked = new PushbackInputStream(bytes, BYTE_ORDER_MARK.length);
        byte[] first = marked.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
            marked.unread(first);
        }
        return marked;
    }

    private @Nullable CsvRecord read() throws Unreadable {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new Unreadable("Not CSV from here on: " + e.getMessage());
        }
    }

    private static String decode(String bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
