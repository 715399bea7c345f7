package dev.makegood.complaint.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts in which the places of complaints are searched, newest first, so that what is found often need not all be found before
 * it is sorted: small ones where most searches end, large ones for what is rare. Every document is marked with its two slices.
 */
final class Slices {

    private static final int SMALL = 12;
    private static final int LARGE = 16;

    private Slices() {}

    /**
     * Some of the places.
     *
     * @param mark the mark of all documents in it
     * @param from the first place in it
     */
    record Slice(String mark, long from) {

        private static Slice small(long number) {
            return new Slice(Wording.quoted("#f" + number), number << SMALL);
        }

        private static Slice large(long number) {
            return new Slice(Wording.quoted("#s" + number), number << LARGE);
        }
    }

    /** Slices that hold all places from this one up to that one, newest first: small ones for one large one and a bit. */
    static List<Slice> of(long first, long last) {
        List<Slice> slices = new ArrayList<>();
        long oldestSmall = Math.max(first, Math.max(0, (last >> LARGE) - 1) << LARGE) >> SMALL;
        for (long number = last >> SMALL; number >= oldestSmall; number--) {
            slices.add(Slice.small(number));
        }
        for (long number = ((oldestSmall << SMALL) >> LARGE) - 1; number >= first >> LARGE; number--) {
            slices.add(Slice.large(number));
        }
        return slices;
    }
}
