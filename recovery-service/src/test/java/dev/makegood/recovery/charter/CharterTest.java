package dev.makegood.recovery.charter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Language;
import dev.makegood.contract.PromiseKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CharterTest {

    private static final ObjectMapper YAML = new YAMLMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Set<String> CALENDARS = Set.of("always", "office");

    private final Charter charter = changed(document -> {});

    @Test
    void theDefaultCharterHasTenRightsAndNothingWrong() {
        assertThat(charter.rights()).hasSize(10);
        assertThat(violations(document -> {})).isEmpty();
    }

    @Test
    void everyWordingOfTheDefaultCharterDiffersFromLanguageToLanguage() {
        for (Right right : charter.rights()) {
            Set<String> texts = new HashSet<>();
            for (Language language : Language.values()) {
                texts.add(right.wording().in(language));
            }
            assertThat(texts).as(right.id()).hasSize(Language.values().length);
        }
    }

    @Test
    void whatWasPromisedBeforeThereWasACharterStillIs() {
        assertThat(charter.atOpening("iso10002"))
                .extracting(due -> due.kind() + " in " + due.term() + ", " + due.calendar() + ", by " + due.right())
                .containsExactly(
                        "ACKNOWLEDGEMENT in 24 hours, always, by acknowledged",
                        "NEXT_UPDATE in 3 days, always, by kept-informed",
                        "RESOLUTION in 14 days, always, by put-right");
    }

    @Test
    void aRegimeHasTermsOfItsOwn() {
        assertThat(charter.due("disp", PromiseKind.ACKNOWLEDGEMENT)
                        .orElseThrow()
                        .term())
                .hasToString("1 working day");
        assertThat(charter.due("disp", PromiseKind.STATUTORY).orElseThrow().term())
                .hasToString("8 weeks");
        assertThat(charter.due("disp-payments", PromiseKind.STATUTORY)
                        .orElseThrow()
                        .term())
                .hasToString("15 working days");
        assertThat(charter.due("cfpb", PromiseKind.STATUTORY).orElseThrow().term())
                .hasToString("15 days");
        assertThat(charter.due("cfpb", PromiseKind.STATUTORY).orElseThrow().right())
                .isEqualTo("final-response");
        assertThat(charter.due("iso10002", PromiseKind.STATUTORY)).isEmpty();
        assertThat(charter.due("disp", PromiseKind.RESOLUTION).orElseThrow().term())
                .hasToString("14 days");
    }

    @Test
    void aComplaintFallsUnderTheRegimeOfItsProductOrChannelElseUnderTheStandard() {
        assertThat(charter.regime("uk MORTGAGE", Channel.WEB).id()).isEqualTo("disp");
        assertThat(charter.regime("UK payment", Channel.WEB).id()).isEqualTo("disp-payments");
        assertThat(charter.regime("Roadside assistance", Channel.WEB).id()).isEqualTo("iso10002");
        assertThat(charter.regime(null, Channel.PHONE).id()).isEqualTo("iso10002");
        var imported = changed(document -> ((ObjectNode) document.at("/regimes/3"))
                .set("channels", document.arrayNode().add("IMPORT")));
        assertThat(imported.regime(null, Channel.IMPORT).id()).isEqualTo("cfpb");
    }

    @Test
    void aBrokenPromiseBreaksTheRightThatIsAboutItElseTheOneAboutAll() {
        assertThat(charter.brokenWith(PromiseKind.NEXT_UPDATE).orElseThrow().id())
                .isEqualTo("kept-informed");
        assertThat(charter.brokenWith(PromiseKind.CALL_BACK).orElseThrow().id()).isEqualTo("promises-kept");
        assertThat(charter.right(Right.Breach.CUSTOMER_ASKED_AGAIN)
                        .orElseThrow()
                        .id())
                .isEqualTo("never-asked-twice");
    }

    @Test
    void aGestureIsInTheCustomersCurrencyWhereThereIsOne() {
        var right = charter.right("put-right").orElseThrow();
        assertThat(right.gesture("GBP").orElseThrow().currency()).isEqualTo("GBP");
        assertThat(right.gesture("JPY").orElseThrow().currency()).isEqualTo("EUR");
        assertThat(charter.right("one-owner").orElseThrow().gesture("EUR")).isEmpty();
    }

    @Test
    void finalResponsesSayWhatTheLawWantsSaid() {
        for (Language language : Language.values()) {
            for (String regime : List.of("disp", "disp-payments")) {
                assertThat(finalResponse(regime, language))
                        .contains("Financial Ombudsman Service", "financial-ombudsman.org.uk");
            }
        }
        assertThat(finalResponse("disp", Language.EN))
                .contains("final response", "six months", "free of charge", "leaflet", "permission");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        assertThat(violations(document -> {
                    ((ObjectNode) document.at("/rights/1")).put("within", "soon");
                    ((ObjectNode) document.at("/rights/3")).put("calendar", "lunar");
                    ((ObjectNode) document.at("/rights/4")).put("id", "acknowledged");
                    ((ObjectNode) document.at("/rights/0")).put("promise", "CALL_BACK");
                    ((ObjectNode) document.at("/rights/5")).put("within", "1 day");
                    ((ObjectNode) document.at("/rights/8/gesture/0")).put("amount", "1.001");
                    ((ObjectNode) document.at("/rights/8/gesture/2")).put("currency", "USD");
                    ((ObjectNode) document.at("/rights/9")).put("promise", "RESOLUTION");
                    ((ObjectNode) document.at("/regimes/1")).put("standard", true);
                    ((ArrayNode) document.at("/regimes/3/products")).add("UK MORTGAGE");
                    ((ObjectNode) document.at("/regimes/2/terms/1")).put("within", "0 days");
                    ((ObjectNode) document.at("/regimes/1/escalation/1")).remove("contact");
                    ((ArrayNode) document.at("/regimes/3/terms")).removeAll();
                }))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/rights/1/within",
                        "/rights/3/calendar",
                        "/rights/4/id",
                        "/rights/0",
                        "/rights/5/within",
                        "/rights/8/gesture/0/amount",
                        "/rights/8/gesture/2",
                        "/rights/9/promise",
                        "/regimes",
                        "/regimes/3/products/5",
                        "/regimes/2/terms/1/within",
                        "/regimes/1/escalation/1",
                        "/regimes/3/extension");
    }

    private String finalResponse(String regime, Language language) {
        return Objects.requireNonNull(charter.regime(regime).finalResponse()).in(language);
    }

    private static List<Violation> violations(Consumer<ObjectNode> change) {
        return CharterRules.violations(changed(change), CALENDARS::contains);
    }

    private static Charter changed(Consumer<ObjectNode> change) {
        try {
            var document = (ObjectNode) YAML.readTree(Charters.shipped());
            change.accept(document);
            return YAML.treeToValue(document, Charter.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
