package dev.makegood.chassis.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A POST that creates: it needs an {@code Idempotency-Key}, has its effect once per caller and key, and answers a repetition
 * with the first answer, to the byte. The key is remembered in the transaction of the effect. The method returns a
 * {@link jakarta.ws.rs.core.Response} and is transactional.
 */
@Inherited
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
