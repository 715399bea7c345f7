package dev.makegood.recovery.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agent.Presence;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.agent.Deputies;
import dev.makegood.recovery.agent.Directory;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, Colleague> agents = new LinkedHashMap<>();
    private final Map<String, Integer> loads = new HashMap<>();
    private Deputies deputies = new Deputies(List.of(), List.of());

    @Test
    void whoMadeItRightBeforeGetsItAgain() {
        here("eleni", 10, "el");
        here("sofia", 10, "es");
        assertThat(choose("el", null, "sofia")).contains("sofia");
    }

    @Test
    void whoMadeItRightBeforeAndHasNoRoomDoesNot() {
        here("eleni", 10, "el");
        here("sofia", 2, "es");
        loads.put("sofia", 2);
        assertThat(choose("el", null, "sofia")).contains("eleni");
    }

    @Test
    void whoMadeItRightBeforeAndIsAwayDoesNot() {
        here("eleni", 10, "el");
        here("sofia", 10, "es");
        deputies = new Deputies(
                List.of(new Deputies.Away("sofia", "eleni", NOW.minusSeconds(5), NOW.plusSeconds(5))), List.of());
        assertThat(choose("el", null, "sofia")).contains("eleni");
    }

    @Test
    void itGoesToWhoSpeaksTheLanguage() {
        here("eleni", 10, "el", "en");
        here("mikko", 10, "fi", "en");
        loads.put("mikko", 9);
        assertThat(choose("fi", null, null)).contains("mikko");
    }

    @Test
    void whoKnowsTheProductComesBeforeWhoCarriesLess() {
        here("eleni", 10, "en");
        agents.put(
                "james",
                new Colleague(
                        "james",
                        "James",
                        "front",
                        Agent.Role.AGENT,
                        List.of("en"),
                        List.of("Mortgage"),
                        10,
                        Presence.HERE));
        loads.put("james", 9);
        assertThat(choose("en", "mortgage", null)).contains("james");
        assertThat(choose("en", "card", null)).contains("eleni");
    }

    @Test
    void itGoesToWhoCarriesTheLeastOfWhatTheyCan() {
        here("eleni", 40, "el");
        here("nikos", 10, "el");
        loads.put("eleni", 20);
        loads.put("nikos", 6);
        assertThat(choose("el", null, null)).contains("eleni");
        loads.put("nikos", 4);
        assertThat(choose("el", null, null)).contains("nikos");
    }

    @Test
    void nobodyWhoIsBusyOrGoneOrALeadIsChosen() {
        agents.put(
                "eleni",
                new Colleague(
                        "eleni", "Eleni", "front", Agent.Role.AGENT, List.of("el"), List.of(), 10, Presence.BUSY));
        agents.put(
                "nikos",
                new Colleague(
                        "nikos", "Nikos", "front", Agent.Role.AGENT, List.of("el"), List.of(), 10, Presence.GONE));
        agents.put(
                "lena",
                new Colleague("lena", "Lena", "front", Agent.Role.LEAD, List.of("el"), List.of(), 10, Presence.HERE));
        assertThat(choose("el", null, null)).isEmpty();
    }

    @Test
    void whereNobodySpeaksTheLanguageItStaysWithTheDutyLead() {
        here("eleni", 10, "el");
        assertThat(choose("ru", null, null)).isEmpty();
    }

    private void here(String id, int capacity, String... languages) {
        agents.put(
                id,
                new Colleague(
                        id, id, "front", Agent.Role.AGENT, List.of(languages), List.of(), capacity, Presence.HERE));
    }

    private Optional<String> choose(String language, @Nullable String product, @Nullable String before) {
        return new Routing(new Directory(agents, deputies), id -> loads.getOrDefault(id, 0))
                .choose(language, product, before, NOW)
                .map(choice -> choice.person().id());
    }
}
