/**
 * What is known of a journey, and what its customer was asked: nobody is asked for what somebody here knows.
 * Owns the tables known_fact and customer_question.
 */
@NullMarked
package dev.makegood.recovery.fact;

import org.jspecify.annotations.NullMarked;
