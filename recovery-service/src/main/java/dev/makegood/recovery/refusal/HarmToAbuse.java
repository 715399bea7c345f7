package dev.makegood.recovery.refusal;

/**
 * The scales of a policy: whom it refused, and how many of them it was made for. Ninety-nine honest customers should not pay for
 * one who cheats.
 *
 * @param refused how many customers it refused
 * @param refusedAbusers how many of these were proven to abuse it
 * @param abuses how many customers were proven to abuse it, refused or not
 */
public record HarmToAbuse(int refused, int refusedAbusers, int abuses) {

    /** How many it refused who were never proven to abuse it. */
    public int harm() {
        return refused - refusedAbusers;
    }

    /** Whether it is time that the policy's owner looks at it. */
    boolean outweighs(int harmToAbuse, int fewest) {
        return refused >= fewest && harm() >= (long) harmToAbuse * Math.max(abuses, 1);
    }
}
