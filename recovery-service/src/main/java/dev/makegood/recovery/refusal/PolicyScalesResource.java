package dev.makegood.recovery.refusal;

import dev.makegood.recovery.refusal.RefusalViews.PolicyScale;
import dev.makegood.recovery.refusal.RefusalViews.PolicyScales;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How many honest customers each policy refuses for each one whom it was made for. */
@Path("/v1/insight/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class PolicyScalesResource {

    private static final int ALL = 1_000;

    private final Policies policies;

    PolicyScalesResource(Policies policies) {
        this.policies = policies;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "weighPolicies",
            summary = "Harm and abuse of each policy since its owner last looked at it, the most harm first")
    public PolicyScales list() {
        return new PolicyScales(policies.all(ALL).stream()
                .map(policy -> PolicyScale.of(policy, policies.scales(policy.id(), policy.reviewedAt())))
                .sorted(Comparator.comparingInt(PolicyScale::harm).reversed().thenComparing(PolicyScale::id))
                .toList());
    }
}
