package dev.makegood.notification.delivery;

import dev.makegood.contract.Medium;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.preference.Preference.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be delivered.
 *
 * @param complaint what it is about; absent where it is about no complaint
 * @param address the address that it is a code for, if it is one
 * @param event what caused it: to each person, by each medium, there is one message for it
 * @param about what it tells of, by its id
 * @param route by which way; absent while it is not known who that is
 * @param copy 0, and more for one that is sent anew
 */
record Order(
        Person person,
        @Nullable UUID complaint,
        @Nullable UUID address,
        UUID event,
        @Nullable UUID about,
        Message message,
        @Nullable Route route,
        int copy) {

    /**
     * By which way, and from when on.
     *
     * @param receiver who takes it in
     * @param from absent for now
     */
    record Route(Medium medium, String receiver, @Nullable Instant from) {}
}
