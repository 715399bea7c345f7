/**
 * What a partner's program may know of the complaints that it took in for its own customers. Owns no table.
 */
@NullMarked
package dev.makegood.complaint.partner;

import org.jspecify.annotations.NullMarked;
