/**
 * What has to be known of a journey to tell who is to hear what: who owns it, whom it is offered, and whether somebody has apologised.
 * Owns the tables journey and transfer_offer.
 */
@NullMarked
package dev.makegood.notification.journey;

import org.jspecify.annotations.NullMarked;
