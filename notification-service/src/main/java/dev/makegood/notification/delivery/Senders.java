package dev.makegood.notification.delivery;

import dev.makegood.notification.channel.Channels;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** A sender for each channel, so that none waits for another. */
@ApplicationScoped
class Senders {

    private final Channels channels;
    private final Sender.Desk desk;
    private final List<Sender> senders = new ArrayList<>();

    Senders(Channels channels, Sender.Desk desk) {
        this.channels = channels;
        this.desk = desk;
    }

    void start(@Observes StartupEvent started) {
        channels.all().forEach(channel -> senders.add(new Sender(channel, desk)));
        senders.forEach(Sender::start);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        senders.forEach(Sender::leave);
        for (var sender : senders) {
            sender.join();
        }
    }

    /** There is something to send. Cheap, from any thread. */
    void wake() {
        senders.forEach(Sender::wake);
    }
}
