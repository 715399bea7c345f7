package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every file of every complaint. */
@ApplicationScoped
public class Attachments {

    /**
     * Keeps a file, in the caller's transaction.
     *
     * @param message what it came with; the message may be written later in the same transaction
     * @param statedType what its sender says that it is; the content decides
     * @param byCustomer whether it came from the customer; if not, the caller is named
     * @throws dev.makegood.chassis.problem.Refusal if it is too large (413), or one file or one byte too many, or no image that is
     *     fit to be kept (422)
     */
    public Attachment keep(
            UUID complaint,
            @Nullable UUID message,
            String name,
            @Nullable String statedType,
            InputStream bytes,
            boolean byCustomer) {
        throw new UnsupportedOperationException();
    }

    /** The files of a complaint, oldest first, those that were taken away too. */
    public List<Attachment> of(UUID complaint) {
        return List.of();
    }

    /** What of them the customer may see: what came from them, and what was sent to them with a message. */
    public List<Attachment> shownTo(UUID complaint) {
        return List.of();
    }

    /**
     * A download of a file for the customer of this complaint: it is sent as a file and never shown.
     *
     * @throws NotFound if it is not one that they may see
     */
    public Response download(UUID complaint, UUID attachment) {
        throw new NotFound();
    }
}
