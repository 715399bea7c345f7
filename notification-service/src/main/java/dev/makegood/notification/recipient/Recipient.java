package dev.makegood.notification.recipient;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is written to: a customer or who speaks for them, someone who works here, a party, or a program.
 *
 * @param personId the customer's id, the subject of a colleague's tokens, the party's id, the program's id
 * @param complaintId what it is about; absent where it is about no complaint
 * @param reference what that goes by
 * @param linkGeneration which generation of the customer's link opens their page
 * @param zone in which they live
 * @param email absent if they have none, or none is known
 * @param phone in the form of E.164; absent likewise
 * @param preferred how they like to be reached; absent if they have not said
 * @param about the customer's name, where somebody else speaks for them
 */
public record Recipient(
        Audience audience,
        String personId,
        @Nullable UUID complaintId,
        @Nullable String reference,
        int linkGeneration,
        String name,
        Language language,
        ZoneId zone,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Medium preferred,
        @Nullable String about) {}
