package dev.makegood.complaint.intake;

import dev.makegood.contract.JourneyState;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which complaints a list is of. What is absent does not narrow it. */
public class ComplaintFilter {

    @QueryParam("state")
    @Nullable
    JourneyState state;

    /** Whose; {@code me} is the caller. */
    @QueryParam("owner")
    @Nullable
    String owner;

    @QueryParam("product")
    @Nullable
    String product;

    @QueryParam("customer")
    @Nullable
    UUID customer;

    @QueryParam("receivedFrom")
    @Nullable
    Instant receivedFrom;

    @QueryParam("receivedBefore")
    @Nullable
    Instant receivedBefore;

    /** Words, stemmed as each complaint's language does; {@code "…"} for phrases, {@code -} for words that are not there. */
    @QueryParam("q")
    @Nullable
    String q;
}
