package dev.makegood.chassis.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Invalid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0198f000-0000-7000-8000-000000000000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:15:30.123456Z",
                "1969-12-31T23:59:59.999999Z",
                "9999-12-31T00:00:00Z",
                "0001-01-01T00:00:00Z"
            })
    void whatAPageGaveIsReadAgain(Instant at) {
        var cursor = new Cursor(at, ID);
        assertThat(Cursor.of(cursor.encoded())).contains(cursor);
        assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aNumberIsAPlaceToo() {
        assertThat(Cursor.of(Cursor.after(4711).encoded()).orElseThrow().number())
                .isEqualTo(4711);
    }

    @Test
    void noCursorIsTheBeginning() {
        assertThat(Cursor.of(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "0",
                "0.",
                ".0198f000-0000-7000-8000-000000000000",
                "x.0198f000-0000-7000-8000-000000000000",
                "0.x",
                "9223372036854775808.0198f000-0000-7000-8000-000000000000",
                "9223372036854775807.0198f000-0000-7000-8000-000000000000",
                "-9223372036854775808.0198f000-0000-7000-8000-000000000000",
                "253402300800000000.0198f000-0000-7000-8000-000000000000"
            })
    void whatNoPageGaveIsRefused(String plain) {
        var encoded = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Cursor.of(encoded)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Cursor.of("!" + plain)).isInstanceOf(Invalid.class);
    }
}
