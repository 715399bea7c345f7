package dev.makegood.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.notification.webhook.Egress.NotCallable;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At others' word we call the Internet, and nothing that only we can reach. */
class EgressTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String PUBLIC = "93.184.215.14";

    private final List<String> resolved = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void aNameThatMeansAnAddressOfOursIsNotCalled(String address) {
        assertThatThrownBy(() -> egress(Map.of(), address).find("https://receiver.example/", 1, SOON))
                .isInstanceOf(NotCallable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {PUBLIC, "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"})
    void anAddressOfTheInternetIsCalled(String address) throws Exception {
        var target = egress(Map.of(), address).find("https://receiver.example/hook?a=b", 1, SOON);
        assertThat(target.address()).isEqualTo(InetAddress.getByName(address));
        assertThat(target.port()).isEqualTo(443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://receiver.example/",
                "ftp://receiver.example/",
                "file:///etc/passwd",
                "gopher://receiver.example/",
                "//receiver.example/",
                "receiver.example",
                "",
                "https:///hook",
                "https://",
                "https://127.1/",
                "https://0x7f1/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://receiver.0x7f/",
                "https://user:word@receiver.example/",
                "https://receiver.example/#fragment",
                "https://receiver.example:22/",
                "https://receiver.example:80/",
                "https://receiver.example:99999/",
                "https://receiver.example\\@10.0.0.1/",
                "https://rec eiver.example/",
                "https://receiver.example/\r\nhost: other",
                "https://éxample.example/",
                "https://-receiver.example/"
            })
    void whatIsNoPlainUrlIsNotCalled(String url) {
        assertThatThrownBy(() -> egress(Map.of(), PUBLIC).find(url, 1, SOON)).isInstanceOf(NotCallable.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        assertThatThrownBy(() -> egress(Map.of(), PUBLIC, "10.0.0.1").find("https://receiver.example/", 1, SOON))
                .isInstanceOf(NotCallable.class);
    }

    @Test
    void aNameIsResolvedOnceAndWhatWasFoundIsWhatIsCalled() throws Exception {
        var target = egress(Map.of(), PUBLIC).find("https://receiver.example/", 1, SOON);
        assertThat(resolved).containsExactly("receiver.example");
        assertThat(target.address().getHostAddress()).isEqualTo(PUBLIC);
        assertThat(target.host()).isEqualTo("receiver.example");
    }

    @Test
    void severalAddressesAreCalledInTurn() throws Exception {
        var egress = egress(Map.of(), PUBLIC, "8.8.8.8");
        assertThat(egress.find("https://receiver.example/", 1, SOON).address().getHostAddress())
                .isEqualTo(PUBLIC);
        assertThat(egress.find("https://receiver.example/", 2, SOON).address().getHostAddress())
                .isEqualTo("8.8.8.8");
        assertThat(egress.find("https://receiver.example/", 3, SOON).address().getHostAddress())
                .isEqualTo(PUBLIC);
    }

    @Test
    void aNetworkOfOnesOwnIsCalledOnAnyPort() throws Exception {
        var settings = Map.of("makegood.webhook.allow-networks", "10.20.0.0/15,fd12::/16");
        assertThat(egress(settings, "10.21.3.4")
                        .find("https://receiver.example:9999/", 1, SOON)
                        .port())
                .isEqualTo(9999);
        assertThat(egress(settings, "fd12::5")
                        .find("https://receiver.example:9999/", 1, SOON)
                        .port())
                .isEqualTo(9999);
        assertThatThrownBy(() -> egress(settings, "10.22.3.4").find("https://receiver.example/", 1, SOON))
                .isInstanceOf(NotCallable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "fe80::1", "0.0.0.0", "::", "224.0.0.1"})
    void whereCloudsKeepTheirSecretsIsCalledUnderNoSettings(String address) {
        var all = Map.of("makegood.webhook.allow-networks", "0.0.0.0/0,::/0");
        assertThatThrownBy(() -> egress(all, address).find("https://receiver.example/", 1, SOON))
                .isInstanceOf(NotCallable.class);
    }

    @Test
    void aNameThatIsNotFoundInTimeIsNotCalled() {
        var never = new CountDownLatch(1);
        var egress = new Egress(settings(Map.of()), host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[0];
        });
        assertThatThrownBy(() -> egress.find("https://receiver.example/", 1, Duration.ofMillis(50)))
                .isInstanceOf(NotCallable.class);
    }

    private Egress egress(Map<String, String> settings, String... addresses) {
        return new Egress(settings(settings), host -> {
            resolved.add(host);
            var found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    static WebhookSettings settings(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(WebhookSettings.class);
    }
}
