package dev.makegood.notification.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.UUID;

/** See {@link ShowsSecret}. */
@ShowsSecret
@Provider
class SecretsShown implements ContainerResponseFilter {

    private final Keys keys;
    private final ObjectMapper json;

    SecretsShown(Keys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (response.getEntity() instanceof byte[] kept
                && response.getStatus() < 300
                && json.readTree(kept) instanceof ObjectNode webhook) {
            var id = UUID.fromString(webhook.get("id").asText());
            webhook.put(
                    "secret",
                    Signature.secret(keys.of(id, webhook.get("generation").asInt())));
            response.setEntity(json.writeValueAsBytes(webhook));
        }
    }
}
