package dev.makegood.complaint.customer;

import java.util.List;
import java.util.UUID;

/**
 * A person is being forgotten, in this transaction: every feature observes it and takes out what tells who they are or what they
 * said. What can be counted stays.
 *
 * @param complaints all that they ever complained of, absorbed ones included
 */
public record Erasing(UUID customer, List<UUID> complaints) {}
