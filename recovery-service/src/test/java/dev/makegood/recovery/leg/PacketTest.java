package dev.makegood.recovery.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.recovery.leg.Packet.Contact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketTest {

    private static final Contact NIKOS = new Contact("Nikos", "+30 210 0000000", null);

    @Test
    void anEmptyPacketLacksEverything() {
        assertThat(missing(new Packet(null, null, null, null), "claimNumber"))
                .containsExactly(
                        "/packet/contact/name",
                        "/packet/contact",
                        "/packet/references",
                        "/packet/facts",
                        "/packet/facts/claimNumber");
        assertThat(missing(new Packet(new Contact(null, null, null), Map.of(), Map.of(), List.of())))
                .containsExactly("/packet/contact/name", "/packet/contact", "/packet/references", "/packet/facts");
    }

    @Test
    void aContactIsReachedByTelephoneOrMail() {
        assertThat(missing(packet(new Contact("Nikos", null, null)))).containsExactly("/packet/contact");
        assertThat(missing(packet(new Contact("Nikos", null, "nikos@customers.example"))))
                .isEmpty();
        assertThat(missing(packet(NIKOS))).isEmpty();
    }

    @Test
    void whatThePartyNeedsCountsWhereverItStands() {
        var packet = new Packet(NIKOS, Map.of("claimNumber", "C-1"), Map.of("where", "A1"), null);
        assertThat(missing(packet, "claimNumber", "where")).isEmpty();
        assertThat(missing(packet, "claimNumber", "plate", "where")).containsExactly("/packet/facts/plate");
    }

    @Test
    void aFactsNameIsEscapedWhereItIsPointedTo() {
        assertThat(missing(packet(NIKOS), "front/rear", "a~b"))
                .containsExactly("/packet/facts/front~1rear", "/packet/facts/a~0b");
    }

    private static Packet packet(Contact contact) {
        return new Packet(contact, Map.of("order", "4711"), Map.of("where", "A1"), null);
    }

    private static List<String> missing(Packet packet, String... required) {
        return packet.missing(List.of(required)).stream()
                .map(Violation::pointer)
                .toList();
    }
}
