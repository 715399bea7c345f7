package dev.makegood.notification.delivery;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.notification.preference.Preference;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preferences;
import dev.makegood.notification.recipient.Addresses;
import dev.makegood.notification.recipient.Phones;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.recipient.RecipientSettings;
import dev.makegood.notification.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to read what: whatever is known of them, and how they want to hear. */
@ApplicationScoped
class Readers {

    private final Recipients recipients;
    private final Addresses addresses;
    private final Preferences preferences;
    private final RecipientSettings settings;

    Readers(Recipients recipients, Addresses addresses, Preferences preferences, RecipientSettings settings) {
        this.recipients = recipients;
        this.addresses = addresses;
        this.preferences = preferences;
        this.settings = settings;
    }

    /** Somebody, and how they want to hear. */
    record Reader(Recipient recipient, Preference preference) {}

    /** Whom something is for: about a complaint, or a code to an address. */
    record For(
            Person person,
            @Nullable UUID complaint,
            @Nullable UUID address) {}

    /** All of these, as far as they are known. */
    Map<For, Reader> of(Collection<For> asked) {
        var customers = recipients.of(asked.stream()
                .map(For::complaint)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var unverified = addresses.of(asked.stream()
                .map(For::address)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<For, Person> people = new HashMap<>();
        for (var one : asked) {
            var customer = one.complaint() == null ? null : customers.get(one.complaint());
            people.put(
                    one,
                    one.person().audience() == Audience.CUSTOMER && customer != null
                            ? new Person(Audience.CUSTOMER, customer.personId())
                            : one.person());
        }
        var preferred = preferences.of(people.values());
        Map<For, Reader> found = new HashMap<>();
        for (var one : asked) {
            var preference = preferred.getOrDefault(people.get(one), Preference.none(one.person()));
            @Nullable Recipient customer = one.complaint() == null ? null : customers.get(one.complaint());
            if (one.address() != null) {
                found.put(one, new Reader(unverified.getOrDefault(one.address(), unknown(one.address())), preference));
            } else if (one.person().audience() != Audience.CUSTOMER) {
                found.put(one, new Reader(other(one, preference, customer), preference));
            } else if (customer != null) {
                found.put(one, new Reader(inTheirZone(customer, preference), preference));
            }
        }
        return found;
    }

    /** This one; null while they are not known. */
    @Nullable
    Reader of(For asked) {
        return of(List.of(asked)).get(asked);
    }

    /** To an address that is known no longer nothing is sent: its code would be of no use. */
    private static Recipient unknown(UUID address) {
        return new Recipient(
                Audience.CUSTOMER,
                address.toString(),
                null,
                null,
                0,
                "",
                Language.EN,
                ZoneOffset.UTC,
                null,
                null,
                null,
                null);
    }

    private Recipient other(For one, Preference preference, @Nullable Recipient customer) {
        var language = preference.language();
        var zone = preference.zone();
        var name = preference.name();
        return new Recipient(
                one.person().audience(),
                one.person().id(),
                one.complaint(),
                customer == null ? null : customer.reference(),
                0,
                name == null ? "" : name,
                language == null ? Language.EN : language,
                zone == null ? Phones.zone(preference.phone()).orElse(settings.zone()) : zone,
                preference.email(),
                preference.phone(),
                null,
                null);
    }

    /** Where they said that they live; else where their telephone does. */
    private static Recipient inTheirZone(Recipient customer, Preference preference) {
        var said = preference.zone();
        var zone = said == null ? Phones.zone(customer.phone()).orElse(customer.zone()) : said;
        return zone.equals(customer.zone())
                ? customer
                : new Recipient(
                        customer.audience(),
                        customer.personId(),
                        customer.complaintId(),
                        customer.reference(),
                        customer.linkGeneration(),
                        customer.name(),
                        customer.language(),
                        zone,
                        customer.email(),
                        customer.phone(),
                        customer.preferred(),
                        customer.about());
    }
}
