package dev.makegood.notification.message;

/** A message to somebody who works here, as they see it while they work: what it is, and what it says. */
public record Note(String title, String text) {}
