package dev.makegood.complaint.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a mail comes from whom it says: {@code ana@customers.example}, as {@code mx.makegood.example} found out. */
class VerdictTest {

    private static Verdict of(String... results) {
        return Verdict.of(List.of(results), Optional.of("mx.makegood.example"), "ana@customers.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dmarc=pass (p=none; dis=none) header.from=customers.example | PASSED
                    dmarc=pass header.from=evil.example | UNKNOWN
                    dmarc=fail (p=reject) header.from=customers.example | FAILED
                    spf=pass smtp.mailfrom=bounce@evil.example; dkim=pass header.d=evil.example; dmarc=fail header.from=customers.example | FAILED
                    spf=pass smtp.mailfrom=ana@customers.example | PASSED
                    spf=pass smtp.mailfrom=x@mail.customers.example | PASSED
                    spf=pass smtp.mailfrom=x@notcustomers.example | UNKNOWN
                    dkim=fail header.d=customers.example; dkim=pass header.d=customers.example | PASSED
                    dkim=pass header.i=@customers.example | PASSED
                    dkim=pass header.d=evil.example | UNKNOWN
                    spf=fail smtp.mailfrom=ana@customers.example | FAILED
                    spf=softfail smtp.mailfrom=ana@customers.example; dkim=none | UNKNOWN
                    none | UNKNOWN
                    (dmarc=pass) spf=none | UNKNOWN
                    """)
    void itIsWhatOurServerFoundOut(String results, Verdict verdict) {
        assertThat(of("mx.makegood.example 1; " + results)).isEqualTo(verdict);
        assertThat(of("MX.makegood.example (it is us); " + results)).isEqualTo(verdict);
    }

    @Test
    void whatOthersFoundOutDoesNotCount() {
        assertThat(of("evil.example; dmarc=pass header.from=customers.example")).isEqualTo(Verdict.UNKNOWN);
        assertThat(of("mx.makegood.example.evil.example; dmarc=pass")).isEqualTo(Verdict.UNKNOWN);
        assertThat(of("(mx.makegood.example;) evil.example; dmarc=pass")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatStandsBelowOursUnderOurNameWasForged() {
        assertThat(of(
                        "mx.makegood.example; spf=softfail smtp.mailfrom=x@evil.example",
                        "mx.makegood.example; dmarc=pass header.from=customers.example"))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void withoutAServerToTrustNothingIsKnown() {
        assertThat(Verdict.of(List.of("mx.makegood.example; dmarc=fail"), Optional.empty(), "ana@customers.example"))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(of()).isEqualTo(Verdict.UNKNOWN);
    }
}
