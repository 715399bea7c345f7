package dev.makegood.notification.message;

import dev.makegood.contract.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words that no message has: those that make a person a number, put them off, or say sorry in nobody's name. */
final class Banned {

    private Banned() {}

    /** The first of them in this text, if there is one. */
    static Optional<String> in(String text, Language language) {
        var lower = text.toLowerCase(Locale.ROOT);
        return words(language).stream().filter(lower::contains).findFirst();
    }

    private static List<String> words(Language language) {
        return switch (language) {
            case EN ->
                List.of(
                        "policyholder",
                        "policy holder",
                        "account",
                        "case number",
                        "case id",
                        "your case",
                        "ticket",
                        "do not reply",
                        "no-reply",
                        "noreply",
                        "valued customer",
                        "inconvenience",
                        "unfortunately",
                        "we regret",
                        "any questions",
                        "dear sir",
                        "dear customer",
                        "end user",
                        "stakeholder");
            case ES ->
                List.of(
                        "asegurado",
                        "tomador",
                        "titular",
                        "su cuenta",
                        "número de caso",
                        "su caso",
                        "expediente",
                        "ticket",
                        "tique",
                        "no responda",
                        "no conteste",
                        "molestia",
                        "lamentablemente",
                        "lamentamos",
                        "estimado");
            case EL ->
                List.of(
                        "ασφαλισμέν",
                        "κάτοχ",
                        "λογαριασμού σας",
                        "λογαριασμός σας",
                        "υπόθεσ",
                        "δελτίο",
                        "μην απαντ",
                        "ταλαιπωρία",
                        "δυστυχώς",
                        "λυπούμαστε",
                        "αγαπητέ");
            case FI ->
                List.of(
                        "vakuutuksenottaja",
                        "tilinhaltija",
                        "asiakastili",
                        "tapausnumero",
                        "tiketti",
                        "tiketin",
                        "tikettiä",
                        "älä vastaa",
                        "valitettavasti",
                        "pahoittelemme",
                        "aiheutunutta haittaa",
                        "arvoisa");
            case RU ->
                List.of(
                        "страховател",
                        "владелец счёта",
                        "владелец счета",
                        "учётная запись",
                        "номер дела",
                        "тикет",
                        "заявк",
                        "не отвечайте",
                        "неудобств",
                        "к сожалению",
                        "сожалеем",
                        "уважаем");
        };
    }
}
