package dev.makegood.chassis.link;

import java.net.URI;
import java.util.Optional;

/** Settings of links, with this key. */
record Settings(String key) implements LinkSettings {

    @Override
    public URI baseUrl() {
        return URI.create("https://makegood.example");
    }

    @Override
    public Optional<String> replyAddress() {
        return Optional.of("help@makegood.example");
    }
}
