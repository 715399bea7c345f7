package dev.makegood.chassis.paging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class PageTest {

    @Test
    void aLinkLeadsToTheNextPageUntilTheLast() {
        var first = given().queryParam("limit", 2).queryParam("text", "a b&c").get("/v1/probes");
        assertThat(first.jsonPath().getList("items", Long.class)).containsExactly(1L, 2L);
        var second = given().urlEncodingEnabled(false).get(next(first.header("Link")));
        assertThat(second.jsonPath().getList("items", Long.class)).containsExactly(3L, 4L);
        assertThat(next(second.header("Link"))).contains("limit=2").contains("text=a");
        var last = given().queryParam("limit", 2)
                .queryParam("cursor", second.jsonPath().getString("next"))
                .get("/v1/probes");
        assertThat(last.jsonPath().getList("items", Long.class)).containsExactly(5L);
        assertThat(last.header("Link")).isNull();
        assertThat(last.jsonPath().getString("next")).isNull();
    }

    @Test
    void aFullPageIsNotFollowedByAnEmptyOne() {
        var all = given().queryParam("limit", 5).get("/v1/probes");
        assertThat(all.jsonPath().getList("items")).hasSize(5);
        assertThat(all.header("Link")).isNull();
    }

    @Test
    void theLimitIsBounded() {
        assertThat(Page.limit(null)).isEqualTo(25);
        assertThat(Page.limit(1)).isEqualTo(1);
        assertThat(Page.limit(100)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void beyondTheBoundIsRefused(int limit) {
        assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(Invalid.class);
    }

    @Test
    void nothingIsAPage() {
        assertThat(Page.<Long>of(List.of(), 25, Cursor::after)).isEqualTo(new Page<Long>(List.of(), null));
    }

    private static String next(String link) {
        assertThat(link).contains("rel=\"next\"");
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }
}
