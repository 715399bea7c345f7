package dev.makegood.notification.sms;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Language;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.recipient.Phones;
import dev.makegood.notification.suppression.Suppressions;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** What people text back. Who asks for no more gets no more; other words stay where the gateway keeps them. */
@ApplicationScoped
class SmsReplies {

    private static final Logger LOG = Logger.getLogger(SmsReplies.class);

    /** In our languages, and the words that gateways know in English. */
    private static final Set<String> STOP = Set.of(
            "STOP",
            "STOPALL",
            "UNSUBSCRIBE",
            "CANCEL",
            "END",
            "QUIT",
            "BAJA",
            "ALTO",
            "ΣΤΟΠ",
            "ΔΙΑΓΡΑΦΗ",
            "LOPETA",
            "СТОП",
            "ОТПИСКА");

    private final Suppressions suppressions;
    private final Rows rows;

    SmsReplies(Suppressions suppressions, Rows rows) {
        this.suppressions = suppressions;
        this.rows = rows;
    }

    void hear(String sid, String from, String body) {
        var number = Phones.e164(from, Language.EN);
        if (number.isEmpty() || !isNew(sid)) {
            return;
        }
        if (isStop(body)) {
            suppressions.add(
                    new Destination.Phone(number.get()), Suppression.UNSUBSCRIBED, "asked by text for no more of them");
        } else {
            LOG.infof("Somebody texted back other than to stop (%s)", sid);
        }
    }

    /** Heard again, long after, it must not undo what was said since. */
    private boolean isNew(String sid) {
        return rows.run(
                        "insert into sms_heard (sid, at) values (?, now()) on conflict do nothing",
                        statement -> statement.setString(1, sid))
                == 1;
    }

    /** However it is written: with an accent, a full stop, in small letters. */
    static boolean isStop(String body) {
        if (body.length() > 40) {
            return false;
        }
        var word = Normalizer.normalize(body, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toUpperCase(Locale.ROOT);
        return STOP.contains(word);
    }
}
