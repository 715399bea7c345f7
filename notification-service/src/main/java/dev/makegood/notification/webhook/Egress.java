package dev.makegood.notification.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guards what we call at others' word: addresses of the Internet, and of networks that the settings name, and nothing else. A name is
 * resolved once; what is called is the address that was looked at, so that a name which means another address a moment later
 * (DNS rebinding) gains nothing.
 */
@ApplicationScoped
class Egress {

    private static final int LONGEST = 2000;

    /** A name of the DNS whose last label is no number: numbers are read as addresses by some, and each in their own way. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\.?");

    private static final Pattern FOUR = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** Nobody's receiver is there, whatever the settings say: where clouds tell machines their secrets. */
    private static final List<Network> NEVER =
            networks("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "0.0.0.0/8", "::/128", "224.0.0.0/4", "ff00::/8");

    /** What is not the Internet (IANA, special-purpose addresses of IPv4). */
    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All of IPv6 that is the Internet, and what of that is not, or carries an address of IPv4 inside. */
    private static final Network GLOBAL = Network.of("2000::/3");

    private static final List<Network> NOT_GLOBAL = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final WebhookSettings settings;
    private final Resolver resolver;
    private final List<Network> own;
    private final ExecutorService resolving = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("resolve-", 1).daemon().factory());

    @Inject
    Egress(WebhookSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    Egress(WebhookSettings settings, Resolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
        this.own = networks(settings.allowNetworks().orElse(List.of()).toArray(String[]::new));
    }

    /** Finds the addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What is called: the URL, and the address that it was found to have. */
    record Target(URI url, InetAddress address, int port) {
        boolean encrypted() {
            return url.getScheme().equals("https");
        }

        /** Without the brackets that an address of IPv6 wears in a URL. */
        String host() {
            return url.getHost().replaceAll("[\\[\\]]", "");
        }
    }

    /** It is not to be called, and why. */
    static final class NotCallable extends Exception {

        private final String code;

        NotCallable(String code, String words) {
            super(words, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Finds what this URL calls.
     *
     * @param attempt counts from 1: where a name has several addresses they are called in turn
     */
    Target find(String text, int attempt, Duration within) throws NotCallable {
        var url = url(text);
        var addresses = resolve(url, within);
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        for (var address : addresses) {
            if (!isOwn(address)) {
                if (!isPublic(address)) {
                    throw new NotCallable("not-public", "It leads to an address that is not on the Internet.");
                }
                if (!settings.ports().contains(port)) {
                    throw new NotCallable("port", "Port %d is not one that is called.".formatted(port));
                }
            }
        }
        return new Target(url, addresses[(attempt - 1) % addresses.length], port);
    }

    private URI url(String text) throws NotCallable {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new NotCallable("invalid", "This is not a URL.");
        }
        var scheme = url.getScheme();
        if (!"https".equals(scheme) && !(settings.allowHttp() && "http".equals(scheme))) {
            throw new NotCallable("scheme", "A URL that begins with https://.");
        }
        var host = url.getHost();
        if (text.length() > LONGEST || host == null || !isHost(host.toLowerCase(Locale.ROOT))) {
            throw new NotCallable("host", "A host by its full name, or an address as it is written in full.");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new NotCallable("invalid", "No user, no password and no fragment in the URL.");
        }
        return url;
    }

    private static boolean isHost(String host) {
        return host.startsWith("[")
                || FOUR.matcher(host).matches()
                || NAME.matcher(host).matches();
    }

    private InetAddress[] resolve(URI url, Duration within) throws NotCallable {
        var host = url.getHost().replaceAll("[\\[\\]]", "");
        var found = resolving.submit(() -> resolver.resolve(host));
        try {
            return found.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            found.cancel(true);
            throw new NotCallable("unknown-host", "Its host is not known.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotCallable("unknown-host", "Interrupted.");
        }
    }

    private boolean isOwn(InetAddress address) {
        return within(own, address) && !within(NEVER, address);
    }

    /** Java reads an address of IPv4 that is wrapped in one of IPv6 as what it is. */
    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !within(NOT_PUBLIC, address)
                : GLOBAL.contains(address) && !within(NOT_GLOBAL, address);
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... all) {
        return Stream.of(all).map(Network::of).toList();
    }

    @PreDestroy
    void close() {
        resolving.shutdownNow();
    }
}
