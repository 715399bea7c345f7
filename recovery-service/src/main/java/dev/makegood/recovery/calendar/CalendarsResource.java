package dev.makegood.recovery.calendar;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Times;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** When people work. A change makes another version, and what was promised by the one before stays as it was promised. */
@Path("/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator"})
@RunOnVirtualThread
public class CalendarsResource {

    /** How many years ahead a region's holidays are kept: what nobody is promised beyond. */
    private static final int YEARS_AHEAD = 10;

    private final Calendars calendars;
    private final Caller caller;
    private final Clock clock;

    CalendarsResource(Calendars calendars, Caller caller, Clock clock) {
        this.calendars = calendars;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "listCalendars", summary = "The calendars as they are now, by id")
    public CalendarList list() {
        return new CalendarList(calendars.all().stream().map(CalendarItem::of).toList());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getCalendar", summary = "A calendar as it is now, or as it was in a version")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarView.class)))
    public Response get(@PathParam("id") String id, @QueryParam("version") @Nullable Integer version) {
        int wanted = version == null ? calendars.version(id).orElseThrow(NotFound::new) : version;
        return answer(Response.Status.OK, find(id, wanted));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"manager", "operator"})
    @Transactional
    @Operation(
            operationId = "putCalendar",
            summary = "Adds a calendar, or with If-Match makes its next version, by which is promised from then on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarView.class)))
    public Response put(
            @PathParam("id") @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
                    String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CalendarRequest request) {
        var latest = calendars.version(id);
        latest.ifPresentOrElse(version -> Versions.require(ifMatch, version), () -> Versions.requireNone(ifMatch));
        var next = request.version(new CalendarVersion.Key(id, latest.orElse(0) + 1), caller.person(), clock.instant());
        calendars.persist(next);
        calendars.flush();
        return answer(latest.isPresent() ? Response.Status.OK : Response.Status.CREATED, next);
    }

    @GET
    @Path("/{id}/due")
    @Transactional
    @Operation(
            operationId = "previewDue",
            summary =
                    "When something is due: term (24 hours, 4 working hours, 3 working days, 8 weeks) from a time, or now")
    public Due due(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("term") @Nullable String term) {
        var calendar = calendars.latest(id).orElseThrow(NotFound::new);
        if (term == null) {
            throw new Invalid("term", "required", "As in 24 hours, 4 working hours, 3 working days, 8 weeks.");
        }
        try {
            var since = from == null ? clock.instant() : Times.parse(from);
            var length = Term.of(term);
            return new Due(calendar.id(), calendar.version(), length.toString(), since, length.due(since, calendar));
        } catch (DateTimeException e) {
            throw new Invalid("from", "invalid", "A time as of RFC 3339.");
        } catch (IllegalArgumentException e) {
            throw new Invalid("term", "invalid", String.valueOf(e.getMessage()));
        }
    }

    private CalendarVersion find(String id, int version) {
        return calendars.findByIdOptional(new CalendarVersion.Key(id, version)).orElseThrow(NotFound::new);
    }

    private static Response answer(Response.Status status, CalendarVersion version) {
        return Response.status(status)
                .tag(Versions.tag(version.version()))
                .entity(CalendarView.of(version))
                .build();
    }

    /** All calendars. */
    public record CalendarList(List<CalendarItem> items) {}

    /** A calendar, in short. */
    public record CalendarItem(
            String id,
            int version,
            String name,
            String zone,
            @Nullable String region) {

        static CalendarItem of(CalendarVersion version) {
            return new CalendarItem(version.id(), version.version(), version.name(), version.zone(), version.region());
        }
    }

    /** When something is due that takes so long, by which version of which calendar. */
    public record Due(String calendar, int version, String term, Instant from, Instant dueAt) {}

    /** A day on which nobody works. */
    public record HolidayView(
            @NotNull LocalDate date,
            @NotNull @Characters(max = 200, oneLine = true) String name) {

        static List<HolidayView> of(Map<String, String> holidays) {
            return holidays.entrySet().stream()
                    .map(holiday -> new HolidayView(LocalDate.parse(holiday.getKey()), holiday.getValue()))
                    .toList();
        }
    }

    /**
     * A calendar as it is stated.
     *
     * @param zone as in {@code Europe/Athens}
     * @param week spans of work for each weekday, as in {@code 09:00-13:00}, by the clock on the wall of that zone
     * @param region whose public holidays are taken over, as in {@code gr} or {@code gb-eng}
     * @param added more holidays than the region has
     * @param removed days on which there is work, although the region has a holiday
     */
    public record CalendarRequest(
            @NotNull @Characters(max = 200, oneLine = true) String name,
            @NotNull @Characters(max = 60, oneLine = true) String zone,

            @NotNull
            Map<
                            @NotNull DayOfWeek,
                            @NotNull @Size(max = 10) List<@NotNull @Characters(max = 20, oneLine = true) String>>
                    week,

            @Characters(max = 20, oneLine = true) @Nullable String region,
            @Valid @Size(max = 400) @Nullable List<@Valid @NotNull HolidayView> added,
            @Size(max = 400) @Nullable List<@NotNull LocalDate> removed) {

        CalendarVersion version(CalendarVersion.Key key, Person by, Instant now) {
            int year = now.atZone(zoneId()).getYear();
            Map<LocalDate, String> more = new TreeMap<>();
            for (HolidayView holiday : added == null ? List.<HolidayView>of() : added) {
                more.put(holiday.date(), holiday.name());
            }
            Set<LocalDate> fewer = removed == null ? Set.of() : new HashSet<>(removed);
            var version = new CalendarVersion(
                    key, name, zoneId(), spans(), region, seed(year - 1, year + YEARS_AHEAD), more, fewer, by, now);
            try {
                // Whoever states it hears whether it can be reckoned with.
                version.calendar().closeOfWorkingDay(now, 1);
            } catch (IllegalArgumentException e) {
                throw new Unprocessable("/week", "impossible", String.valueOf(e.getMessage()));
            }
            return version;
        }

        private ZoneId zoneId() {
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new Unprocessable("/zone", "unknown-value", "A time zone's id, as in Europe/Athens.");
            }
        }

        private Map<DayOfWeek, List<Span>> spans() {
            Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);
            week.forEach((day, texts) -> {
                List<Span> parsed = new ArrayList<>();
                for (String text : texts) {
                    try {
                        parsed.add(Span.of(text));
                    } catch (IllegalArgumentException e) {
                        throw new Unprocessable(
                                "/week/%s/%d".formatted(day, parsed.size()),
                                "not-a-span",
                                String.valueOf(e.getMessage()));
                    }
                }
                spans.put(day, parsed);
            });
            return spans;
        }

        private Map<LocalDate, String> seed(int first, int last) {
            if (region == null) {
                return Map.of();
            }
            try {
                return HolidayRegion.of(region).between(first, last);
            } catch (IllegalArgumentException e) {
                throw new Unprocessable("/region", "unknown-value", String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * A calendar in one of its versions.
     *
     * @param holidays the days on which nobody works: the region's and those that were added, but for those that were removed
     */
    public record CalendarView(
            String id,
            int version,
            String name,
            String zone,
            Map<DayOfWeek, List<String>> week,
            @Nullable String region,
            List<HolidayView> added,
            List<LocalDate> removed,
            List<HolidayView> holidays,
            @Nullable Person madeBy,
            Instant madeAt) {

        static CalendarView of(CalendarVersion version) {
            Map<DayOfWeek, List<String>> week = new TreeMap<>();
            version.week()
                    .forEach((day, spans) ->
                            week.put(day, spans.stream().map(Span::toString).toList()));
            return new CalendarView(
                    version.id(),
                    version.version(),
                    version.name(),
                    version.zone(),
                    week,
                    version.region(),
                    HolidayView.of(version.added()),
                    version.removed().stream().map(LocalDate::parse).toList(),
                    HolidayView.of(version.holidays()),
                    version.madeBy(),
                    version.madeAt());
        }
    }
}
