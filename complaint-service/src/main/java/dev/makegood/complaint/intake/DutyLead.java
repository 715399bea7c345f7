package dev.makegood.complaint.intake;

import dev.makegood.contract.Person;
import io.smallrye.config.ConfigMapping;

/** Who owns what nobody took in person, from the instant of its receipt. */
@ConfigMapping(prefix = "makegood.duty-lead")
interface DutyLead {

    /** The identity provider's {@code sub}. */
    String id();

    String name();

    default Person person() {
        return new Person(id(), name());
    }
}
