/**
 * One move on many journeys: a job with a result for each, made through the same guards as one by one.
 * Owns the tables bulk_action and bulk_item.
 */
@NullMarked
package dev.makegood.recovery.bulk;

import org.jspecify.annotations.NullMarked;
