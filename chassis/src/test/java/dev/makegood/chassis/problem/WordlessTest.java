package dev.makegood.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class WordlessTest {

    private final Throwable failure = new IllegalStateException(
            "Nikos", new SQLException("Detail: Key (email)=(nikos@customers.example)", "23505", new Error("Nikos")));

    @Test
    void aFailureIsToldByItsClassesStatesAndFrames() {
        var told = printed(Wordless.of(failure));
        assertThat(told)
                .startsWith("java.lang.IllegalStateException")
                .contains("Caused by: java.sql.SQLException 23505")
                .contains("Caused by: java.lang.Error")
                .contains("at dev.makegood.chassis.problem.WordlessTest.<init>(WordlessTest.java:");
    }

    @Test
    void nobodysWordsAreTold() {
        assertThat(printed(failure)).contains("Nikos");
        assertThat(printed(Wordless.of(failure))).doesNotContain("Nikos").doesNotContain("nikos");
        assertThat(Wordless.of(failure)).hasMessage(null);
    }

    @Test
    void aLineTellsTheChain() {
        assertThat(Wordless.summary(failure)).isEqualTo("IllegalStateException < SQLException 23505 < Error");
    }

    @Test
    void causesThatGoRoundInACircleAreToldOnce() {
        var first = new IllegalStateException("a");
        var second = new IllegalArgumentException("b", first);
        first.initCause(second);
        assertThat(Wordless.summary(first)).isEqualTo("IllegalStateException < IllegalArgumentException");
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
