/**
 * The conventions of every HTTP call: request ids, bounded bodies, known parameters, versions, clean text.
 */
@NullMarked
package dev.makegood.chassis.rest;

import org.jspecify.annotations.NullMarked;
