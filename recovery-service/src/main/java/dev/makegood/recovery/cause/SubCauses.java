package dev.makegood.recovery.cause;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.CauseClass;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The company's own causes. */
@ApplicationScoped
public class SubCauses implements PanacheRepositoryBase<SubCause, String> {

    /**
     * A cause of this class can be given with this sub-cause, or with none.
     *
     * @throws Unprocessable if there is no such sub-cause in this class
     */
    public void require(CauseClass cause, @Nullable String subCause, String pointer) {
        if (subCause == null) {
            return;
        }
        var known = of(cause).stream().filter(each -> !each.retired()).toList();
        if (known.stream().noneMatch(each -> each.id().equals(subCause))) {
            throw new Unprocessable(
                    pointer,
                    "unknown-value",
                    "Of %s there are: %s."
                            .formatted(cause, known.stream().map(SubCause::id).collect(Collectors.joining(", "))));
        }
    }

    List<SubCause> of(CauseClass cause) {
        return list("cause = ?1 order by id", cause);
    }

    List<SubCause> all() {
        return list("order by cause, id");
    }
}
