/**
 * Programs that asked to be told of events: where, of which, signed by what, and with what luck so far. Owns the table webhook.
 * What is sent follows the Standard Webhooks specification; see docs/webhooks.md.
 */
@NullMarked
package dev.makegood.notification.webhook;

import org.jspecify.annotations.NullMarked;
