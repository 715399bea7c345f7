package dev.makegood.notification.webhook;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An answer that shows a webhook's key. It is put in as the answer leaves: what is kept of an answer so that it can be given again
 * (see {@link dev.makegood.chassis.idempotency.Idempotent}) does not hold it.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface ShowsSecret {}
