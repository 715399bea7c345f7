package dev.makegood.complaint.tracking;

import dev.makegood.contract.JourneyState;
import java.util.List;
import java.util.stream.IntStream;

/** How far it has come, from the customer's side of it. */
record Progress(List<Step> steps) {

    private static final List<String> STEPS = List.of("received", "taken-on", "put-right", "answer", "closed");

    /** A step of the way. Its mark is {@code done}, {@code now} or {@code ahead}. */
    record Step(String name, String mark) {
        public boolean now() {
            return mark.equals("now");
        }

        public boolean done() {
            return mark.equals("done");
        }
    }

    static Progress of(JourneyState state, Say say) {
        int now = reached(state);
        return new Progress(IntStream.range(0, STEPS.size())
                .mapToObj(i -> new Step(
                        say.it("progress." + STEPS.get(i)),
                        i < now || state == JourneyState.CLOSED ? "done" : i == now ? "now" : "ahead"))
                .toList());
    }

    private static int reached(JourneyState state) {
        return switch (state) {
            case OPENED -> 0;
            case ACKNOWLEDGED -> 1;
            case RECOVERING -> 2;
            case PROPOSED, REFUSED -> 3;
            case CONFIRMED, CLOSED -> 4;
        };
    }
}
