package dev.makegood.notification.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The streams that are open here, by whose they are. Each is woken when there may be something for it. */
@ApplicationScoped
class Streams {

    private final Entries entries;
    private final FeedSettings settings;
    private final Map<String, Set<Stream>> open = new ConcurrentHashMap<>();

    /** What the last look found, of those who have a stream open. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    Streams(Entries entries, FeedSettings settings) {
        this.entries = entries;
        this.settings = settings;
        // The server waits for what is open to end before it tells anybody else that it stops.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "feed-end"));
    }

    /** One reader. */
    final class Stream implements AutoCloseable {

        private final String person;
        private final Semaphore news = new Semaphore(1);

        private Stream(String person) {
            this.person = person;
        }

        /** Waits until there may be something, or for so long. Returns false once it is time to leave. */
        boolean await() throws InterruptedException {
            if (!stopping && news.tryAcquire(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            return !stopping;
        }

        @Override
        public void close() {
            open.computeIfPresent(person, (whose, streams) -> {
                var others = new HashSet<>(streams);
                others.remove(this);
                return others.isEmpty() ? null : Set.copyOf(others);
            });
        }
    }

    /**
     * A stream of this person's.
     *
     * @throws TooManyStreams if they have as many as they can
     */
    Stream open(String person) {
        var stream = new Stream(person);
        open.compute(person, (whose, streams) -> {
            var all = streams == null ? new HashSet<Stream>() : new HashSet<>(streams);
            if (all.size() >= settings.streamsPerPerson()) {
                throw new TooManyStreams(settings.streamsPerPerson());
            }
            all.add(stream);
            return Set.copyOf(all);
        });
        return stream;
    }

    /** There may be something for this person. */
    void wake(String person) {
        open.getOrDefault(person, Set.of()).forEach(stream -> stream.news.release());
    }

    /** What another replica wrote is found by looking: one question for all who have a stream open here. */
    @Scheduled(every = "${makegood.feed.poll:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var people = Set.copyOf(open.keySet());
        seen.keySet().retainAll(people);
        if (!people.isEmpty()) {
            entries.last(people).forEach((person, last) -> {
                if (!last.equals(seen.put(person, last))) {
                    wake(person);
                }
            });
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        end();
    }

    private void end() {
        stopping = true;
        Set.copyOf(open.keySet()).forEach(this::wake);
    }
}
