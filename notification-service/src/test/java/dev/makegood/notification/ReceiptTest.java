package dev.makegood.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Language;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever complains hears at once that we have it. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class ReceiptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | Maria Fernández | We have your complaint MG-7QF3-K9MP | within 24 hours",
                "ES | María Fernández | Hemos recibido su reclamación MG-7QF3-K9MP | en un plazo de 24 horas",
                "EL | Γιώργος Νικολάου | Λάβαμε το παράπονό σας MG-7QF3-K9MP | μέσα σε 24 ώρες",
                "FI | Väinö Mäkelä | Olemme saaneet valituksesi MG-7QF3-K9MP | 24 tunnin kuluessa",
                "RU | Анна Соколова | Мы получили вашу жалобу MG-7QF3-K9MP | в течение 24 часов"
            })
    void aReceiptIsInTheCustomersLanguage(Language language, String name, String subject, String within) {
        var received = Events.complaint(language, name);
        Events.publish(received);

        var mail = Mailbox.awaitMails(Events.address(received.complaintId()), 1).getFirst();
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.from()).isEqualTo("Eleni Papadaki <care@makegood.example>");
        assertThat(mail.header("Content-Language")).isEqualTo(language.code());
        assertThat(mail.header("X-Makegood-Reference")).isEqualTo("MG-7QF3-K9MP");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("traceparent")).contains(Events.traceOf(received.complaintId()));
        assertThat(mail.messageId()).matches("<[0-9a-f-]{36}@makegood\\.example>");
        assertThat(mail.text()).contains(name, within, "Eleni Papadaki", "https://makegood.example/track/");
        assertThat(mail.html()).contains("<html lang=\"%s\" ".formatted(language.code()), name, within);
    }
}
