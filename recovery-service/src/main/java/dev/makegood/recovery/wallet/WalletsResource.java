package dev.makegood.recovery.wallet;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Amounts;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Money;
import dev.makegood.recovery.wallet.WalletViews.CurrencyView;
import dev.makegood.recovery.wallet.WalletViews.LedgerPage;
import dev.makegood.recovery.wallet.WalletViews.TransactionView;
import dev.makegood.recovery.wallet.WalletViews.WalletView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Wallets: what one may spend, and what was spent. */
@Path("/v1/wallets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WalletsResource {

    private final Wallets wallets;
    private final Ledger ledger;
    private final WalletLimits roles;
    private final Caller caller;
    private final Clock clock;

    WalletsResource(Wallets wallets, Ledger ledger, WalletLimits roles, Caller caller, Clock clock) {
        this.wallets = wallets;
        this.ledger = ledger;
        this.roles = roles;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/me")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "getMyWallet",
            summary =
                    "The caller's wallet: what they may spend without asking anyone; with journey, what is left for it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WalletView.class)))
    public Response mine(@QueryParam("journey") @Nullable UUID journey) {
        return answer(wallets.ofCaller(), journey);
    }

    @GET
    @Path("/{agent}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(operationId = "getWallet", summary = "A person's wallet")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WalletView.class)))
    public Response get(@PathParam("agent") String agent, @QueryParam("journey") @Nullable UUID journey) {
        return answer(wallets.of(agent), journey);
    }

    @PUT
    @Path("/{agent}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "putWallet",
            summary = "Sets what this person may spend, where it is not what their role may; nobody sets their own")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WalletView.class)))
    public Response put(
            @PathParam("agent") String agent,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull WalletRequest request) {
        if (agent.equals(caller.id())) {
            throw new Forbidden("Nobody sets their own wallet; ask another lead or a manager.");
        }
        var wallet = wallets.of(agent);
        Versions.require(ifMatch, wallet.version());
        wallet.set(limits(request.currencies()), caller.person(), clock.instant());
        wallets.flush();
        return answer(wallet, null);
    }

    @GET
    @Path("/{agent}/entries")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listLedger",
            summary = "What left a wallet and what came back, the latest first; me for the caller's own")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LedgerPage.class)))
    public Response entries(
            @PathParam("agent") String agent,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        var whose = agent.equals("me") ? caller.id() : agent;
        if (!whose.equals(caller.id()) && !caller.has("lead") && !caller.has("manager")) {
            throw new Forbidden("You may look into your own wallet only.");
        }
        int size = Page.limit(limit);
        var found = ledger.of(whose, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(TransactionView::of)
                .toList();
        return Page.of(found, size, transaction -> new Cursor(transaction.at(), transaction.id()))
                .respond(uri);
    }

    private static Map<String, Limit> limits(List<LimitRequest> currencies) {
        Map<String, Limit> limits = new TreeMap<>();
        for (int i = 0; i < currencies.size(); i++) {
            var pointer = "/currencies/" + i;
            var perJourney = Amounts.require(currencies.get(i).perJourney(), pointer + "/perJourney");
            var perDay = Amounts.require(currencies.get(i).perDay(), pointer + "/perDay");
            if (!perDay.currency().equals(perJourney.currency())) {
                throw new Unprocessable(
                        pointer + "/perDay/currency", "other-currency", "Both limits are in the same currency.");
            }
            if (limits.put(perJourney.currency(), new Limit(perJourney.amount(), perDay.amount())) != null) {
                throw new Unprocessable(pointer, "repeated", "A currency is set once.");
            }
        }
        return limits;
    }

    private Response answer(Wallet wallet, @Nullable UUID journey) {
        var day = roles.day(clock.instant());
        var currencies = wallets.limits(wallet).entrySet().stream()
                .map(limit -> {
                    var allowance = ledger.spent(
                                    limit.getKey(),
                                    journey,
                                    day,
                                    List.of(wallet.agent().id()))
                            .of(wallet.agent().id())
                            .left(limit.getKey(), limit.getValue());
                    return new CurrencyView(
                            allowance.money(limit.getValue().perJourney()),
                            allowance.money(limit.getValue().perDay()),
                            allowance.money(allowance.spentToday()),
                            allowance.money(allowance.today()),
                            journey == null ? null : allowance.money(allowance.remaining()),
                            wallet.isSet(limit.getKey()));
                })
                .toList();
        return Response.ok(new WalletView(
                        wallet.agent(),
                        wallet.version(),
                        wallet.role(),
                        day,
                        currencies,
                        wallet.setBy(),
                        wallet.setAt()))
                .tag(Versions.tag(wallet.version()))
                .build();
    }

    /** The limits of this person, by currency; whatever is not said is as for their role. */
    public record WalletRequest(@NotNull @Size(max = 50) List<@Valid @NotNull LimitRequest> currencies) {}

    /** What may be spent of one currency. */
    public record LimitRequest(
            @NotNull Money perJourney, @NotNull Money perDay) {}
}
