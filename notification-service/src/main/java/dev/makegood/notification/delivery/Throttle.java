package dev.makegood.notification.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a sender to so many a second, in all and to one receiver. What was not used is saved up for a second, and no longer. Used by one
 * thread.
 */
final class Throttle {

    private static final double SECOND = 1_000_000_000;

    private final int perSecond;
    private final int perSecondPerReceiver;
    private final LongSupplier nanos;
    private final Bucket all;
    private final Map<String, Bucket> receivers = new HashMap<>();

    /** 0 for no limit. */
    Throttle(int perSecond, int perSecondPerReceiver, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.perSecondPerReceiver = perSecondPerReceiver;
        this.nanos = nanos;
        this.all = new Bucket(perSecond);
    }

    /** How many of so many may leave now. */
    int room(int wanted) {
        return perSecond == 0 ? wanted : Math.min(wanted, all.left());
    }

    /** One leaves to this receiver. */
    void took(String receiver) {
        all.take();
        if (perSecondPerReceiver > 0) {
            receivers
                    .computeIfAbsent(receiver, added -> new Bucket(perSecondPerReceiver))
                    .take();
        }
    }

    /** What is held of each receiver, where those who may get nothing now count as if they had their fill. */
    Map<String, Integer> full(Map<String, Integer> held, int fill) {
        Map<String, Integer> counted = new HashMap<>(held);
        receivers.values().removeIf(bucket -> bucket.left() >= perSecondPerReceiver);
        receivers.forEach((receiver, bucket) -> counted.merge(receiver, Math.max(0, fill - bucket.left()), Math::max));
        return counted;
    }

    private final class Bucket {
        private final int size;
        private double tokens;
        private long at = nanos.getAsLong();

        Bucket(int size) {
            this.size = size;
            this.tokens = size;
        }

        int left() {
            long now = nanos.getAsLong();
            tokens = Math.min(size, tokens + (now - at) / SECOND * size);
            at = now;
            return (int) tokens;
        }

        void take() {
            tokens--;
        }
    }
}
