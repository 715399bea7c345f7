package dev.makegood.recovery.journey;

/** A journey is being given to someone else; fired in the transaction that gives it. Standing in for someone gives nothing. */
public record JourneyGiven(Journey journey) {}
