/**
 * The whole stack on one machine: PostgreSQL, Kafka, a mail sink, an identity provider, and the three services.
 * For trying it out and for tests; nothing here is deployed.
 */
@NullMarked
package dev.makegood.local;

import org.jspecify.annotations.NullMarked;
