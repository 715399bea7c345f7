package dev.makegood.recovery.emotion;

import static dev.makegood.contract.Emotion.ANGRY;
import static dev.makegood.contract.Emotion.CALM;
import static dev.makegood.contract.Emotion.RELIEVED;
import static dev.makegood.contract.Emotion.WORRIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MoodTest {

    @Test
    void whatIsNamedAddsUpAndWhatIsNotIsNotInferred() {
        assertThat(Mood.of(List.of())).isEmpty();
        assertThat(Mood.of(List.of(ANGRY, WORRIED))).contains(-1.0);
        assertThat(Mood.of(List.of(WORRIED, CALM))).contains(0.0);
        assertThat(Mood.of(List.of(CALM, RELIEVED))).contains(1.0);
    }
}
