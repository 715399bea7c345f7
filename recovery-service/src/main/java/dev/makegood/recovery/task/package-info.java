/**
 * What people have to do about journeys, by when: an apology that is owed, a call that is due, a policy to look at again.
 * Owns the table task.
 */
@NullMarked
package dev.makegood.recovery.task;

import org.jspecify.annotations.NullMarked;
