package dev.makegood.recovery.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmToAbuseTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RefusalSettings SETTINGS = new RefusalSettings() {
        @Override
        public int harmToAbuse() {
            return 10;
        }

        @Override
        public int fewest() {
            return 10;
        }

        @Override
        public Duration review() {
            return Duration.ofDays(14);
        }

        @Override
        public Duration longestFlag() {
            return Duration.ofDays(365);
        }
    };

    @Test
    void ofAHundredWhoAreRefusedNinetyNineAreHarmedForOne() {
        var scales = new HarmToAbuse(100, 1, 1);
        assertThat(scales.harm()).isEqualTo(99);
        assertThat(scales.outweighs(10, 10)).isTrue();
    }

    @ParameterizedTest(name = "{0} refused, {1} of them of {2} abusers: {3}")
    @CsvSource({
        "  0, 0, 0, false",
        "  9, 0, 0, false",
        " 10, 0, 0, true",
        " 10, 1, 1, false",
        " 11, 1, 1, true",
        " 10, 0, 1, true",
        "100, 9, 9, true",
        "100, 10, 10, false",
        "100, 0, 11, false",
        " 20, 20, 20, false"
    })
    void thePolicyIsLookedAtWhenHarmOutweighsAbuse(int refused, int refusedAbusers, int abuses, boolean outweighs) {
        assertThat(new HarmToAbuse(refused, refusedAbusers, abuses).outweighs(10, 10))
                .isEqualTo(outweighs);
    }

    @Test
    void aReviewIsRaisedOnceUntilThePolicysOwnerHasLooked() {
        var policy = new Policy(
                "no-refund-after-30-days",
                new Person("marcus", "Marcus Bell"),
                "30 days",
                "…",
                "Against wear and return",
                List.of(),
                NOW);
        var journey = UUID.randomUUID();
        assertThat(policy.weigh(new HarmToAbuse(10, 1, 1), SETTINGS, journey, JourneyState.REFUSED, NOW))
                .isEmpty();
        assertThat(policy.weigh(new HarmToAbuse(11, 1, 1), SETTINGS, journey, JourneyState.REFUSED, NOW))
                .hasValueSatisfying(raised -> {
                    assertThat(raised.policyOwner().name()).isEqualTo("Marcus Bell");
                    assertThat(raised.refused()).isEqualTo(11);
                    assertThat(raised.abuses()).isEqualTo(1);
                });
        assertThat(policy.weigh(new HarmToAbuse(12, 1, 1), SETTINGS, journey, JourneyState.REFUSED, NOW))
                .isEmpty();
        policy.reviewed(NOW.plusSeconds(60));
        assertThat(policy.reviewedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(policy.weigh(new HarmToAbuse(11, 0, 0), SETTINGS, journey, JourneyState.REFUSED, NOW))
                .isPresent();
    }

    @Test
    void aFlagTouchesItsCustomerUntilItExpiresOrIsLifted() {
        var flag = new AbuseFlag(
                "no-refund-after-30-days",
                UUID.randomUUID(),
                "Four receipts of one purchase",
                NOW.plus(Duration.ofDays(30)),
                new Person("lena", "Lena Hartmann"),
                NOW);
        assertThat(flag.stands(NOW)).isTrue();
        assertThat(flag.stands(NOW.plus(Duration.ofDays(30)))).isFalse();
        flag.lift("The receipts were a till's error", new Person("marcus", "Marcus Bell"), NOW.plusSeconds(1));
        assertThat(flag.stands(NOW.plusSeconds(2))).isFalse();
        assertThat(flag.setBy().name()).isEqualTo("Lena Hartmann");
        assertThat(flag.liftedBy()).isEqualTo(new Person("marcus", "Marcus Bell"));
    }
}
