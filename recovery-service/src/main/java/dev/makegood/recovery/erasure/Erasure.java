package dev.makegood.recovery.erasure;

import dev.makegood.contract.CustomerErased;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Forgets what a table keeps of somebody. What has to be there reads {@code (erased)} afterwards, what need not is gone; what can be
 * counted is left as it is.
 */
public final class Erasure {

    private Erasure() {}

    /** Runs these for the journey that is to be forgotten, if it is about one; it is their parameter {@code journey}. */
    public static void ofJourney(CustomerErased erased, EntityManager entities, List<String> statements) {
        var journey = erased.complaintId();
        if (journey != null) {
            statements.forEach(sql -> entities.createNativeQuery(sql)
                    .setParameter("journey", journey)
                    .executeUpdate());
        }
    }

    /** Runs these for the customer who is to be forgotten, if it is about their own record; they are their parameter {@code customer}. */
    public static void ofCustomer(CustomerErased erased, EntityManager entities, List<String> statements) {
        if (erased.complaintId() == null) {
            statements.forEach(sql -> entities.createNativeQuery(sql)
                    .setParameter("customer", erased.customerId())
                    .executeUpdate());
        }
    }
}
