package dev.makegood.notification.message;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Every message in every language as people get it, written by what writes it to them, from data that is nobody's. */
@Path("/messages")
@RolesAllowed({"operator", "lead", "manager"})
@RunOnVirtualThread
public class MessagesResource {

    /** Nothing but the style that a mail carries in itself; nothing leads out of it and nothing runs in it. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; sandbox";

    private final Letters letters;

    MessagesResource(Letters letters) {
        this.letters = letters;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance index(List<Row> rows, List<String> languages);
    }

    /**
     * A kind of message.
     *
     * @param ways there are to say it, counted from 1
     * @param sms whether it goes to telephones
     */
    record Row(String kind, String audience, List<Integer> ways, boolean sms) {}

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(operationId = "listMessages", summary = "Every message that there is, with links to how it reads")
    public Response list() {
        var rows = Arrays.stream(MessageKind.values())
                // What programs are told has no words.
                .filter(kind -> kind.audience() != Audience.SUBSCRIBER)
                .map(kind -> new Row(
                        kind.toString(),
                        kind.audience().name(),
                        IntStream.rangeClosed(1, Samples.of(kind, Language.EN).size())
                                .boxed()
                                .toList(),
                        kind.audience() == Audience.CUSTOMER))
                .toList();
        var languages = Arrays.stream(Language.values()).map(Language::code).toList();
        return protect(Templates.index(rows, languages).render());
    }

    @GET
    @Path("/{kind}/{language}/{way}.html")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(operationId = "previewMessage", summary = "A message as mail shows it")
    public Response html(
            @PathParam("kind") String kind, @PathParam("language") String language, @PathParam("way") int way) {
        return protect(written(kind, language, way).html());
    }

    @GET
    @Path("/{kind}/{language}/{way}.txt")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Operation(operationId = "previewMessageText", summary = "A message as mail shows it without its looks")
    public Response text(
            @PathParam("kind") String kind, @PathParam("language") String language, @PathParam("way") int way) {
        var written = written(kind, language, way);
        return protect(written.subject() + "\n\n" + written.text());
    }

    @GET
    @Path("/{kind}/{language}/{way}.sms")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Operation(operationId = "previewMessageSms", summary = "A message as a telephone shows it")
    public Response sms(
            @PathParam("kind") String kind, @PathParam("language") String language, @PathParam("way") int way) {
        var known = kind(kind);
        if (known.audience() != Audience.CUSTOMER) {
            throw new NotFound();
        }
        var in = language(language);
        return protect(letters.sms(sample(known, in, way), Samples.reader(known, in), in, Samples.link(known)));
    }

    private Written written(String kind, String language, int way) {
        var known = kind(kind);
        var in = language(language);
        return letters.write(
                sample(known, in, way),
                Samples.reader(known, in),
                in,
                Samples.link(known),
                known.audience() == Audience.CUSTOMER);
    }

    private static Message sample(MessageKind kind, Language language, int way) {
        var samples = Samples.of(kind, language);
        if (way < 1 || way > samples.size()) {
            throw new NotFound();
        }
        return samples.get(way - 1);
    }

    private static MessageKind kind(String name) {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static Language language(String code) {
        return PublicPage.language(code).orElseThrow(NotFound::new);
    }

    private static Response protect(String page) {
        var answer = PublicPage.protect(Response.ok(page)).build();
        answer.getHeaders().putSingle("Content-Security-Policy", POLICY);
        return answer;
    }
}
