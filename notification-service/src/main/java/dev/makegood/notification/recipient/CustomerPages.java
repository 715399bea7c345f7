package dev.makegood.notification.recipient;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.contract.Audience;
import jakarta.enterprise.context.ApplicationScoped;

/** The links that open customers' own pages: made as they are written into a message, and kept nowhere. */
@ApplicationScoped
public class CustomerPages {

    private final LinkTokens tokens;
    private final LinkSettings links;

    CustomerPages(LinkTokens tokens, LinkSettings links) {
        this.tokens = tokens;
        this.links = links;
    }

    /** The link to this customer's page; empty for who has none. */
    public String of(Recipient to) {
        var complaint = to.complaintId();
        return to.audience() == Audience.CUSTOMER && complaint != null
                ? links.baseUrl() + "/track/" + tokens.derive("track", complaint, to.linkGeneration())
                : "";
    }
}
