/**
 * What comes back of mails: reports that they could not be delivered or were (RFC 3464), and that their reader did not want them
 * (RFC 5965). Nothing of them is believed that does not name a delivery of ours and prove it. Owns no table.
 */
@NullMarked
package dev.makegood.notification.bounce;

import org.jspecify.annotations.NullMarked;
