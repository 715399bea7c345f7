package dev.makegood.contract;

/**
 * Someone who works here.
 *
 * @param id the identity provider's {@code sub}
 * @param name as customers know them: first name first
 */
public record Person(String id, String name) {}
