package dev.makegood.complaint.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailKeyTest {

    @ParameterizedTest
    @CsvSource({
        "Nikos@Customers.example, nikos@customers.example",
        "nikos+shop@customers.example, nikos@customers.example",
        "n.i.k.o.s@customers.example, n.i.k.o.s@customers.example",
        "N.I.Kos+shop@googlemail.com, nikos@gmail.com",
        "+@customers.example, +@customers.example"
    })
    void addressesOfOneMailboxHaveOneKey(String email, String key) {
        assertThat(EmailKey.of(email)).isEqualTo(key);
    }

    @Test
    void nobodysAddressHasNone() {
        assertThat(EmailKey.of(null)).isNull();
    }
}
