package dev.makegood.contract;

/** Why nothing more is sent to an address. */
public enum Suppression {
    /** Mail to it came back: there is nobody of that name, or no such number. */
    BOUNCED,
    /** Its reader told their provider that mail from us is not wanted (RFC 5965). */
    COMPLAINED,
    /** Its reader asked us to send no more there. */
    UNSUBSCRIBED,
    /** Someone here stopped it by hand. */
    STOPPED
}
