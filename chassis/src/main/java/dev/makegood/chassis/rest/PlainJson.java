package dev.makegood.chassis.rest;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What a resource answers with is JSON, whatever the caller would rather have. Left to itself the server writes a response's
 * entity as text to whoever accepts {@code text/html}, and people's words would stand in it as markup.
 */
class PlainJson {

    @ServerResponseFilter
    void settle(ContainerResponseContext response) {
        var entity = response.getEntity();
        if ((entity instanceof Record || entity instanceof Collection || entity instanceof Map)
                && !response.getHeaders().containsKey(HttpHeaders.CONTENT_TYPE)) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
