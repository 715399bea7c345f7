/**
 * What customers are told, in five languages: the messages, their texts and their looks.
 * Owns no table; the texts are in texts/mail_*.properties.
 */
@NullMarked
package dev.makegood.notification.message;

import org.jspecify.annotations.NullMarked;
