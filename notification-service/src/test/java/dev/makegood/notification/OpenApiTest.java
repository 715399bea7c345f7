package dev.makegood.notification;

import dev.makegood.chassis.testing.OpenApiDocument;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class OpenApiTest {

    @TestHTTPResource(value = "/openapi", management = true)
    URI address;

    @Test
    void theDescriptionIsAsCommitted() {
        OpenApiDocument.at(address).isAsCommitted();
    }

    @Test
    void everyOperationIsDescribed() {
        OpenApiDocument.at(address).describesEveryOperation();
    }
}
