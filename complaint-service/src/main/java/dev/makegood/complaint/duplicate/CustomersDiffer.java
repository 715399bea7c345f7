package dev.makegood.complaint.duplicate;

import dev.makegood.chassis.problem.Refusal;

/** The two are complaints of two people, and nobody said that this is meant. */
final class CustomersDiffer extends Refusal {
    CustomersDiffer() {
        super(
                409,
                "Customers differ",
                "These are complaints of two people. Merge the customers if they are one; or a lead states acrossCustomers, and"
                        + " each goes on seeing only their own.");
    }
}
