package dev.makegood.complaint.timeline;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.NotificationEvent;
import dev.makegood.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** What the customer was told, and what did not reach them, is part of the story. */
@ApplicationScoped
class NotificationsListener implements Listener<NotificationEvent> {

    private final Timeline timeline;
    private final Event<NotificationEvent> told;

    NotificationsListener(Timeline timeline, Event<NotificationEvent> told) {
        this.timeline = timeline;
        this.told = told;
    }

    @Override
    public Topic topic() {
        return Topic.NOTIFICATIONS;
    }

    @Override
    public void on(NotificationEvent event, UUID id) {
        timeline.record(id, event.complaintId(), event);
        // Other features learn of it in the same transaction.
        told.fire(event);
    }
}
