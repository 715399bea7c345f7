package dev.makegood.chassis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyAddressesTest {

    private static final UUID COMPLAINT = UUID.fromString("0198f000-0000-7000-8000-000000000000");

    private final Settings settings = new Settings(Base64.getEncoder().encodeToString(new byte[32]));
    private final ReplyAddresses addresses = new ReplyAddresses(new LinkTokens(settings), settings);

    @Test
    void anAnswerFindsItsComplaint() {
        var address = addresses.of("MG-7QF3-K9MP", COMPLAINT, 1).orElseThrow();

        assertThat(address).matches("help\\+7qf3k9mp\\.[0-9a-f]{25}@makegood\\.example");
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        var claimed = addresses.read(address).orElseThrow();
        assertThat(claimed.reference()).isEqualTo("MG-7QF3-K9MP");
        assertThat(addresses.isGenuine(claimed, COMPLAINT, 1)).isTrue();
    }

    @Test
    void serversThatChangeTheCaseChangeNothing() {
        var address = addresses.of("MG-7QF3-K9MP", COMPLAINT, 1).orElseThrow().toUpperCase(Locale.ROOT);

        assertThat(addresses.read(address))
                .hasValueSatisfying(claimed ->
                        assertThat(addresses.isGenuine(claimed, COMPLAINT, 1)).isTrue());
    }

    @Test
    void anAddressBelongsToOneComplaintAndOneGeneration() {
        var claimed = addresses
                .read(addresses.of("MG-7QF3-K9MP", COMPLAINT, 1).orElseThrow())
                .orElseThrow();

        assertThat(addresses.isGenuine(claimed, UUID.randomUUID(), 1)).isFalse();
        assertThat(addresses.isGenuine(claimed, COMPLAINT, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "help@makegood.example",
                "help+@makegood.example",
                "help+7qf3k9mp@makegood.example",
                "help+7qf3k9mp.0123456789abcdef012345678@elsewhere.example",
                "help+7qf3k9mp.0123456789abcdef012345678@makegood.example.evil",
                "other+7qf3k9mp.0123456789abcdef012345678@makegood.example",
                "help+7qf3k9mp.0123456789abcdef01234567@makegood.example"
            })
    void whatIsNoneOfTheseClaimsNothing(String address) {
        assertThat(addresses.read(address)).isEmpty();
    }
}
