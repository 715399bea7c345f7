/** What every service's tests stand on: real PostgreSQL, Kafka, identity provider and mail sink, and their users' tokens. */
@NullMarked
package dev.makegood.chassis.testing;

import org.jspecify.annotations.NullMarked;
