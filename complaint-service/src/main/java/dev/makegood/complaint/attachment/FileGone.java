package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** There was a file, and its bytes are not there any more. */
final class FileGone extends Refusal {

    private final Attachment.State state;

    FileGone(Attachment.State state) {
        super(
                410,
                "The file is gone",
                switch (state) {
                    case INFECTED -> "It held malware, and its bytes were not kept.";
                    case REMOVED -> "It was taken away; who did, and why, stands beside its name.";
                    case LOST, UNSCANNED, PENDING, CLEAN -> "Its bytes were lost.";
                });
        this.state = state;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("state", state);
    }
}
