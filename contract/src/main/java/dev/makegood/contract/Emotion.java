package dev.makegood.contract;

/** What a customer says that they feel. They name it themselves; nobody infers it. */
public enum Emotion {
    ANGRY(false),
    FRUSTRATED(false),
    DISAPPOINTED(false),
    WORRIED(false),
    CONFUSED(false),
    IGNORED(false),
    HUMILIATED(false),
    EXHAUSTED(false),
    CALM(true),
    RELIEVED(true),
    HOPEFUL(true),
    RESPECTED(true),
    GRATEFUL(true),
    PLEASED(true);

    private final boolean pleasant;

    Emotion(boolean pleasant) {
        this.pleasant = pleasant;
    }

    /** Whether it is good to feel so. */
    public boolean isPleasant() {
        return pleasant;
    }
}
