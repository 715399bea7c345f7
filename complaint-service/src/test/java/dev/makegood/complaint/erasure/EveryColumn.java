package dev.makegood.complaint.erasure;

import dev.makegood.chassis.testing.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the whole database for a word, whatever tables and columns there are: those too that are made after this test was. */
final class EveryColumn {

    private EveryColumn() {}

    /** The columns that hold this word anywhere, in any case. */
    static List<String> thatHolds(String word) {
        List<String> found = new ArrayList<>();
        for (String column : Database.column("""
                select c.table_name || '|' || c.column_name || '|' || c.udt_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                and c.udt_name not in ('uuid', 'int2', 'int4', 'int8', 'bool', 'timestamptz', 'numeric', 'float4', 'float8')
                order by 1
                """)) {
            var parts = Arrays.asList(column.split("\\|", -1));
            var table = parts.get(0);
            var name = parts.get(1);
            var holds = parts.get(2).equals("bytea")
                    ? "position(convert_to(?, 'UTF8') in %1$s) > 0 or position(convert_to(?, 'UTF8') in %1$s) > 0"
                    : "position(lower(?) in lower(%1$s::text)) > 0 or position(lower(?) in lower(%1$s::text)) > 0";
            if (Database.number(
                            "select count(*) from \"%s\" where ".formatted(table) + holds.formatted("\"" + name + "\""),
                            word,
                            word.toLowerCase(Locale.ROOT))
                    > 0) {
                found.add(table + "." + name);
            }
        }
        return found;
    }
}
