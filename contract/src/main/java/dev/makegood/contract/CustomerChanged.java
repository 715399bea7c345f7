package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** What is known of a customer changed. Its order is kept per customer. */
public record CustomerChanged(Customer customer, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return customer.id();
    }
}
