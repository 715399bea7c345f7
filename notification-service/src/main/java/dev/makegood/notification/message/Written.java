package dev.makegood.notification.message;

/** A message as it goes out: a subject, and the same words twice. */
public record Written(String subject, String text, String html) {}
