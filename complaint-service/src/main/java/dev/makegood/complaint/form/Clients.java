package dev.makegood.complaint.form;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Who asks, as far as the network tells. */
@ApplicationScoped
class Clients {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** The bytes of an IPv6 address that name a network (RFC 4291, 2.5.4). */
    private static final int NETWORK = 8;

    private final HttpServerRequest request;
    private final FormSettings settings;

    Clients(HttpServerRequest request, FormSettings settings) {
        this.request = request;
        this.settings = settings;
    }

    /** The client of this request: what the outermost of our own proxies saw. Who has one address of IPv6 has all of its network. */
    Optional<String> current() {
        return address()
                .flatMap(text -> Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text)))
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, bytes.length == 16 ? NETWORK : bytes.length));
    }

    private Optional<String> address() {
        if (settings.proxies() == 0) {
            return Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress);
        }
        var seen = request.headers().getAll(FORWARDED_FOR).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        return seen.size() < settings.proxies()
                ? Optional.empty()
                : Optional.of(seen.get(seen.size() - settings.proxies()));
    }
}
