package dev.makegood.chassis.caller;

import dev.makegood.contract.Person;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who sent this request, by their verified token. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private @Nullable Standing standing;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether there is no token at all: a customer, or anybody. */
    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    public boolean has(String role) {
        return standing != null ? standing.roles().contains(role) : identity.hasRole(role);
    }

    /**
     * For the rest of this request context, which no request began: what is done is done for this person, who asked for it earlier,
     * and with the roles that they had then.
     */
    public void standFor(Person person, Set<String> roles) {
        standing = new Standing(person, Set.copyOf(roles));
    }

    /** The caller as others know them. */
    public Person person() {
        if (standing != null) {
            return standing.person();
        }
        return new Person(
                id(), claim("name").orElseGet(() -> claim("preferred_username").orElse(id())));
    }

    /** The token's subject; {@code anonymous} where there is none. */
    public String id() {
        if (standing != null) {
            return standing.person().id();
        }
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "anonymous";
    }

    /** A claim of the token, if it is there and is text. */
    public Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<Object>getClaim(name)).map(Object::toString)
                : Optional.empty();
    }

    private record Standing(Person person, Set<String> roles) {}
}
