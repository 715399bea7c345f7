package dev.makegood.recovery.reach;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationEvent;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Learns what became of messages. */
@ApplicationScoped
class NotificationsListener implements Listener<NotificationEvent> {

    private final Reach reach;

    NotificationsListener(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Topic topic() {
        return Topic.NOTIFICATIONS;
    }

    @Override
    public void on(NotificationEvent event, UUID id) {
        switch (event) {
            case NotificationSent sent -> reach.sent(sent);
            case NotificationDelivered delivered -> reach.delivered(delivered);
            case NotificationFailed failed -> {
                // What is tried another way is not lost yet.
                if (failed.instead() == null) {
                    reach.lost(LostMessage.of(failed));
                }
            }
            case RecipientSuppressed suppressed -> reach.lost(LostMessage.of(suppressed));
        }
    }
}
