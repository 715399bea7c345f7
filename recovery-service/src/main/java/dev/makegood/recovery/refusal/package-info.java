/**
 * Telling a customer no: by which policy and why, and whether that policy does more harm than good.
 * Owns the tables policy, policy_review, refusal and abuse_flag.
 */
@NullMarked
package dev.makegood.recovery.refusal;

import org.jspecify.annotations.NullMarked;
