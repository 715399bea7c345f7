/**
 * What the parties of legs ask the owner, who answers them: the customer is not asked by anybody else.
 * Owns the table leg_question.
 */
@NullMarked
package dev.makegood.recovery.question;

import org.jspecify.annotations.NullMarked;
