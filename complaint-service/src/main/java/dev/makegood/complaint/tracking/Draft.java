package dev.makegood.complaint.tracking;

/**
 * What the customer wrote and could not be taken: shown again where it was written, with what is wrong with it.
 *
 * @param form where it was written
 * @param problem which of the page's texts says what is wrong
 */
record Draft(String form, String words, String problem) {

    /** Nothing was refused. */
    static final Draft NONE = new Draft("", "", "");

    /** Whether it was written in this form. */
    public boolean in(String other) {
        return form.equals(other);
    }
}
