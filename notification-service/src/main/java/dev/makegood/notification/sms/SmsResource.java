package dev.makegood.notification.sms;

import dev.makegood.chassis.link.LinkSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the gateway tells us. It has no token: it signs, and what it did not sign, or signed long ago, it did not say. */
@Path("/v1/sms")
@PermitAll
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class SmsResource {

    static final String CALLBACKS = "/v1/sms/callbacks";

    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SmsReports reports;
    private final SmsReplies replies;
    private final SmsSettings settings;
    private final LinkSettings links;
    private final Clock clock;

    SmsResource(SmsReports reports, SmsReplies replies, SmsSettings settings, LinkSettings links, Clock clock) {
        this.reports = reports;
        this.replies = replies;
        this.settings = settings;
        this.links = links;
        this.clock = clock;
    }

    @POST
    @Path("/callbacks")
    @Transactional
    @Operation(operationId = "reportText", summary = "The gateway tells what became of a text")
    public void report(
            @HeaderParam(SIGNATURE) @Nullable String signature,
            MultivaluedMap<String, String> form,
            @Context UriInfo uri) {
        requireSigned(signature, form, uri);
        reports.report(field(form, "MessageSid"), field(form, "MessageStatus"), field(form, "ErrorCode"));
    }

    @POST
    @Path("/inbound")
    @Transactional
    @Operation(operationId = "receiveText", summary = "The gateway hands on what somebody texted back")
    public void receive(
            @HeaderParam(SIGNATURE) @Nullable String signature,
            MultivaluedMap<String, String> form,
            @Context UriInfo uri) {
        requireSigned(signature, form, uri);
        replies.hear(field(form, "MessageSid"), field(form, "From"), field(form, "Body"));
    }

    private void requireSigned(@Nullable String signature, MultivaluedMap<String, String> form, UriInfo uri) {
        var asked = uri.getRequestUri();
        var query = asked.getRawQuery();
        // As the gateway knows us: what the request says of its host is anybody's.
        var url = settings.callbackUrl().orElse(links.baseUrl())
                + asked.getRawPath()
                + (query == null ? "" : "?" + query);
        boolean signed = settings.secret()
                .filter(secret -> Signatures.isRight(signature, secret, url, form))
                .isPresent();
        var time = field(form, "Timestamp");
        if (!signed || (!time.isEmpty() && !isFresh(time))) {
            throw new NotSigned();
        }
    }

    /** Not every gateway says when; what is told twice changes nothing anyway. */
    private boolean isFresh(String time) {
        try {
            var at = time.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(time)) : Instant.parse(time);
            return Duration.between(at, clock.instant()).abs().compareTo(FRESH) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String field(MultivaluedMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
