package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.LeakyBucket;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeakyBucketTest extends SandboxTestBase {
    @Test
    void shouldRefuseAboveThresholdAndDrainTwoPerSecond() {
        open(PortalSettingsBuilder.portal(MEMBER));
        for (var i = 0; i < 50; i++) {
            assertThat(call("profile", "").statusCode()).isEqualTo(200);
        }

        assertThat(outcome(call("profile", ""))).isEqualTo("503 QUERY_LIMIT_EXCEEDED");
        clock.advance(Duration.ofMillis(500));
        assertThat(call("profile", "").statusCode()).isEqualTo(200);
        assertThat(call("profile", "").statusCode()).isEqualTo(503);
        assertThat(portal.statistics().limitHits()).isEqualTo(2);
    }

    @Test
    void shouldNotAddRefusedRequestsNorGoBelowEmpty() {
        var bucket = new LeakyBucket();
        var limit = RequestLimit.of(1, 1);

        assertThat(bucket.tryAdd(limit, 0)).isTrue();
        assertThat(bucket.tryAdd(limit, 999_000)).isFalse();
        assertThat(bucket.tryAdd(limit, 1_000_000)).isTrue();
        assertThat(bucket.tryAdd(limit, 100_000_000)).isTrue();
        assertThat(bucket.tryAdd(limit, 100_000_000)).isFalse();
    }
}
