package dev.makegood.complaint.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts in which places are searched. */
class SlicesTest {

    @Test
    void slicesFollowEachOtherWithoutAGapDownToTheFirstPlace() {
        for (long last : List.of(0L, 1L, 4095L, 4096L, 65_535L, 65_536L, 131_071L, 131_072L, 1_000_000L, 9_999_999L)) {
            var slices = Slices.of(0, last);
            long next = last + 1;
            for (var slice : slices) {
                long size = slice.mark().startsWith("'#f") ? 4_096 : 65_536;
                assertThat(slice.from()).isLessThan(next);
                assertThat(slice.from() + size).isGreaterThanOrEqualTo(next);
                next = slice.from();
            }
            assertThat(next).isZero();
        }
    }

    @Test
    void theNewestSlicesAreSmallAndAMillionPlacesNeedFewMoreThanForty() {
        var slices = Slices.of(0, 1_000_000);
        assertThat(slices.getFirst().mark()).isEqualTo("'#f244'");
        assertThat(slices.getLast().mark()).isEqualTo("'#s0'");
        assertThat(slices).hasSizeLessThan(50);
    }

    @Test
    void nothingBeforeTheFirstPlaceIsSearched() {
        assertThat(Slices.of(70_000, 70_001)).extracting(Slices.Slice::mark).containsExactly("'#f17'");
        assertThat(Slices.of(70_000, 300_000))
                .extracting(Slices.Slice::mark)
                .startsWith("'#f73'")
                .endsWith("'#s2'", "'#s1'");
    }
}
