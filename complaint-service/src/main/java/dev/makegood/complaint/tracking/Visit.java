package dev.makegood.complaint.tracking;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Language;

/**
 * Somebody holds the link to this complaint.
 *
 * @param token what the link holds; of a complaint that was absorbed it is still its own
 * @param complaint the one that answers for it
 * @param language what they read it in
 */
record Visit(String token, Complaint complaint, Language language) {

    /**
     * Where the page is, as seen from a form of it. Relative: behind a gateway this service knows neither the host nor the scheme
     * that the customer sees.
     *
     * @param depth how many steps the form's address lies below the page's
     */
    String back(int depth, Thanks thanks) {
        return "%s%s?answered=%s&lang=%s".formatted("../".repeat(depth), token, thanks.parameter(), language.code());
    }
}
