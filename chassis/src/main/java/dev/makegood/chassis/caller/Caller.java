package dev.makegood.chassis.caller;

import dev.makegood.contract.Person;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent this request, by their verified token. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether there is no token at all: a customer, or anybody. */
    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** The caller as others know them. */
    public Person person() {
        return new Person(
                id(), claim("name").orElseGet(() -> claim("preferred_username").orElse(id())));
    }

    /** The token's subject; {@code anonymous} where there is none. */
    public String id() {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "anonymous";
    }

    /** A claim of the token, if it is there and is text. */
    public Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<Object>getClaim(name)).map(Object::toString)
                : Optional.empty();
    }
}
