/**
 * What every way of reaching somebody has in common, and nothing of any one of them. A new channel is a package of its own that
 * implements {@link dev.makegood.notification.channel.Channel}, and a {@link dev.makegood.notification.channel.Destination}. No tables.
 */
@NullMarked
package dev.makegood.notification.channel;

import org.jspecify.annotations.NullMarked;
