package dev.makegood.notification.channel;

import dev.makegood.contract.Medium;
import java.util.Locale;
import java.util.UUID;

/** Where a message goes. */
public sealed interface Destination {

    /** The receiver where a medium has but one. */
    String ONLY = "-";

    /** By which medium it is reached. */
    Medium medium();

    /**
     * Who takes in what goes there: a mail domain, a webhook. It may be slow or ask for patience; what is for others does not wait for
     * it. {@link #ONLY} where there is but one.
     */
    String receiver();

    /** As it is kept apart from others: the same for the same address, however it is written. */
    String key();

    /** A mailbox. Nothing about the address is trusted. */
    record Mailbox(String address) implements Destination {
        @Override
        public Medium medium() {
            return Medium.EMAIL;
        }

        @Override
        public String receiver() {
            return key().substring(key().lastIndexOf('@') + 1);
        }

        @Override
        public String key() {
            return address.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** A telephone, in the form of E.164. */
    record Phone(String number) implements Destination {
        @Override
        public Medium medium() {
            return Medium.SMS;
        }

        @Override
        public String receiver() {
            return ONLY;
        }

        @Override
        public String key() {
            return number;
        }
    }

    /** A program that asked to be told, by its id. */
    record Endpoint(UUID id) implements Destination {
        @Override
        public Medium medium() {
            return Medium.WEBHOOK;
        }

        @Override
        public String receiver() {
            return id.toString();
        }

        @Override
        public String key() {
            return id.toString();
        }
    }

    /** What somebody who works here sees while they work. */
    record Feed(String person) implements Destination {
        @Override
        public Medium medium() {
            return Medium.FEED;
        }

        @Override
        public String receiver() {
            return ONLY;
        }

        @Override
        public String key() {
            return person;
        }
    }
}
