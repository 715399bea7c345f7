package dev.makegood.recovery.emotion;

import dev.makegood.contract.Emotion;
import java.util.Collection;
import java.util.Optional;

/** Where what somebody named leaves them: from -1, where all of it is hard to bear, to 1, where all of it is good. */
final class Mood {

    private Mood() {}

    /** Empty where nothing was named: nobody infers it. */
    static Optional<Double> of(Collection<Emotion> emotions) {
        return emotions.stream().mapToInt(emotion -> emotion.isPleasant() ? 1 : -1).average().stream()
                .boxed()
                .findFirst();
    }
}
