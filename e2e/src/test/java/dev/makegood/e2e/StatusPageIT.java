package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The customer's page as people see and use it: in five languages, on a small phone and on a screen, and without a mouse. */
@ExtendWith(RunningStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusPageIT {

    private static final int PHONE = 320;
    private static final int SCREEN = 1100;

    private final Stack stack;
    private final String address;
    private Chromium chromium;

    StatusPageIT(Stack stack) {
        this.stack = stack;
        this.address = stack.services().url("complaint");
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itReadsWellInEveryLanguageAndSize(Told told) {
        var journey = begin(told);
        for (int width : List.of(PHONE, SCREEN)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var window = chromium.window(address, width, scheme, told.language())) {
                    var page = window.newPage();
                    page.navigate(journey.link());
                    Chromium.assertAccessible(page);
                    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(told.language());
                    if (scheme == ColorScheme.LIGHT) {
                        Pictures.take(page, "status-page-" + told.language() + (width == PHONE ? "-phone" : ""));
                    } else if (width == SCREEN && told == Told.ENGLISH) {
                        Pictures.take(page, "status-page-dark");
                    }
                }
            }
        }
    }

    @Test
    void everythingIsDoneWithoutAMouse() {
        var journey = begin(Told.ENGLISH);
        try (var window = chromium.window(address, SCREEN, ColorScheme.LIGHT, "en")) {
            var page = window.newPage();
            page.navigate(journey.link());

            // A question is answered where it is asked, with a file.
            var question = page.locator("section.ask", new Page.LocatorOptions().setHasText(Told.ENGLISH.question()));
            Chromium.tabTo(page, question.locator("textarea"));
            page.keyboard().type("IKA-1234, and here is a photograph of it.");
            Chromium.tabTo(page, question.locator("input[type=file]"));
            chooserByEnter(page)
                    .setFiles(new FilePayload("plate.txt", "text/plain", "IKA-1234".getBytes(StandardCharsets.UTF_8)));
            Chromium.tabTo(page, question.locator("button"));
            page.keyboard().press("Enter");
            page.locator("p.thanks").waitFor();
            assertThat(page.locator(".talk .you").allInnerTexts())
                    .singleElement()
                    .asString()
                    .contains("IKA-1234, and here is a photograph of it.", "plate.txt");
            assertThat(page.locator("section.ask").count()).isOne();
            Chromium.assertAccessible(page);

            // What is offered is taken.
            Chromium.tabTo(page, page.locator("section.ask button.yes"));
            page.keyboard().press("Enter");
            page.locator("p.thanks").waitFor();
            assertThat(page.locator("section.ask").count()).isZero();

            // Somebody above the owner is asked for.
            var escalate = page.locator("details", new Page.LocatorOptions().setHas(page.locator("#escalate")));
            Chromium.tabTo(page, escalate.locator("summary"));
            page.keyboard().press("Enter");
            Chromium.tabTo(page, escalate.locator("button"));
            page.keyboard().press("Enter");
            page.locator("p.thanks").waitFor();
            assertThat(page.locator("#escalate").count()).isZero();

            // And the last word is the customer's.
            propose(journey);
            await().atMost(20, SECONDS).until(() -> {
                page.reload();
                return page.locator("form[action*=confirmed]").count() == 1;
            });
            Chromium.assertAccessible(page);
            Chromium.tabTo(page, page.locator("form[action*=confirmed] button.yes"));
            page.keyboard().press("Enter");
            page.locator("p.thanks").waitFor();
        }
        await().atMost(20, SECONDS)
                .until(() -> journey.desk().get(journey.path()).at("/state").equals("CONFIRMED"));
    }

    @Test
    void itIsTakenBackOnlyAfterAskingTwice() {
        var journey = begin(Told.SPANISH);
        try (var window = chromium.window(address, PHONE, ColorScheme.LIGHT, "es")) {
            var page = window.newPage();
            page.navigate(journey.link());
            page.locator("a[href*=withdraw]").click();
            Chromium.assertAccessible(page);
            page.locator("a.button").click();
            assertThat(page.locator("ol.progress .now").count()).isOne();
            page.locator("a[href*=withdraw]").click();
            page.locator("form[action*=withdrawn] button").click();
            page.locator("p.thanks").waitFor();
            Chromium.assertAccessible(page);
        }
        await().atMost(20, SECONDS)
                .until(() -> journey.desk().get(journey.path()).at("/state").equals("CLOSED"));
    }

    @Test
    void wordsOfAnyLengthAndDirectionFitOnASmallPhoneAndOnPaper() {
        var journey = begin(Told.RUSSIAN);
        try (var window = chromium.window(address, PHONE, ColorScheme.LIGHT, "ru")) {
            var page = window.newPage();
            page.navigate(journey.link());
            page.locator("#message").fill("שלום, זה לא עובד! " + "Donaudampfschifffahrt".repeat(30));
            page.locator("form.write button").click();
            page.locator("p.thanks").waitFor();
            assertThat(page.locator(".talk .said").last().evaluate("element => getComputedStyle(element).direction"))
                    .isEqualTo("rtl");
            Chromium.assertAccessible(page);

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("form").all()).noneMatch(form -> form.isVisible());
            assertThat(page.locator(".verbatim").isVisible()).isTrue();
        }
    }

    /** A complaint that is being put right, with everything that a page shows. */
    private record Journey(Desk desk, String path, String link) {}

    private Journey begin(Told told) {
        var desk = stack.as(told.agent());
        var email = told.agent() + "-" + UUID.randomUUID() + "@customers.example";
        var customer = desk.post(
                        "/v1/customers",
                        Map.of(
                                "name",
                                told.customer(),
                                "language",
                                told.language(),
                                "email",
                                email,
                                "phone",
                                "+30 210 5550114"))
                .expect(201);
        var id = desk.post(
                        "/v1/complaints",
                        Map.of(
                                "customerId", customer.at("/id"),
                                "verbatim", told.verbatim(),
                                "desiredOutcome", told.outcome(),
                                "channel", "PHONE",
                                "product", "Road assistance"))
                .expect(201)
                .at("/id");
        var path = "/v1/journeys/" + id;
        await().atMost(20, SECONDS).until(() -> desk.get(path).status() == 200);
        desk.readAndMove(path, "acknowledge", Map.of("words", told.acknowledged()))
                .expect(200);
        desk.post(path + "/apologies", Map.of("words", told.apology())).expect(201);
        desk.post(
                        path + "/remedies",
                        Map.of(
                                "kind", "COMPENSATION",
                                "description", told.offer(),
                                "value", Map.of("amount", "240.00", "currency", "EUR")))
                .expect(201);
        desk.post(path + "/questions", Map.of("fact", "plate", "words", told.question()))
                .expect(201);
        desk.post("/v1/complaints/" + id + "/messages", Map.of("words", told.message()))
                .expect(201);
        var link = await().atMost(30, SECONDS)
                .until(() -> stack.mailbox().to(email), mails -> !mails.isEmpty())
                .getFirst()
                .link();
        await().atMost(20, SECONDS).until(() -> stack.anybody().get(link).text().contains(told.question()));
        return new Journey(desk, path, link);
    }

    private static void propose(Journey journey) {
        var desk = journey.desk();
        await().atMost(20, SECONDS)
                .until(() -> desk.get(journey.path() + "/remedies")
                        .at("/items/0/state")
                        .equals("ACCEPTED"));
        var remedy = journey.path() + "/remedies/"
                + desk.get(journey.path() + "/remedies").at("/items/0/id");
        desk.readAndMove(remedy, "deliver", Map.of("proof", "TR-91")).expect(200);
        desk.put(journey.path() + "/cause", desk.get(journey.path()).header("ETag"), Map.of("cause", "SUPPLIER"))
                .expect(200);
        desk.readAndMove(journey.path(), "propose", Map.of("words", "The car is ready. Is all as you wanted it?"))
                .expect(200);
    }

    /** What is said in each language. */
    private enum Told {
        ENGLISH(
                "en",
                "james",
                "Amara Diallo",
                "You towed my car and broke the axle. Nobody calls back, and everybody sends me on to somebody else.",
                "That my car is mended without me running after it",
                "I have read it, Amara. I see to it from here on; you need not call anybody again.",
                "I am sorry. We left you alone with what was ours to put right.",
                "A car to drive until yours is back, and the costs of your journeys so far",
                "Which registration plate does your car have?",
                "The workshop has your car. They begin tomorrow morning, and I call you as soon as I know more."),
        SPANISH(
                "es",
                "sofia",
                "Lucía Fernández",
                "Remolcaron mi coche y rompieron el eje. Nadie me devuelve las llamadas y todos me mandan a otro sitio.",
                "Que arreglen mi coche sin que yo tenga que perseguirlo",
                "Lo he leído, Lucía. Desde ahora me encargo yo; no tiene que volver a llamar a nadie.",
                "Lo siento. La dejamos sola con algo que nos tocaba arreglar a nosotros.",
                "Un coche de sustitución hasta que vuelva el suyo y los gastos de sus desplazamientos",
                "¿Qué matrícula tiene su coche?",
                "El taller ya tiene su coche. Empiezan mañana por la mañana y la llamo en cuanto sepa más."),
        GREEK(
                "el",
                "eleni",
                "Νίκος Παπαδόπουλος",
                "Το αυτοκίνητό μου έμεινε στον δρόμο και η οδική βοήθεια το χάλασε ακόμη περισσότερο. Με στέλνουν από τον έναν στον άλλο.",
                "Να φτιαχτεί το αυτοκίνητο χωρίς να τρέχω εγώ",
                "Το διάβασα, κύριε Νίκο. Το αναλαμβάνω εγώ από εδώ και πέρα· δεν χρειάζεται να ξανατηλεφωνήσετε σε κανέναν.",
                "Συγγνώμη. Σας αφήσαμε μόνο να τρέχετε για δικά μας λάθη.",
                "Αυτοκίνητο αντικατάστασης και τα έξοδα των μετακινήσεών σας",
                "Ποια είναι η πινακίδα του αυτοκινήτου σας;",
                "Το αυτοκίνητό σας είναι στο συνεργείο. Ξεκινούν αύριο το πρωί και σας τηλεφωνώ μόλις μάθω περισσότερα."),
        FINNISH(
                "fi",
                "mikko",
                "Aino Mäkelä",
                "Hinasitte autoni ja rikoitte akselin. Kukaan ei soita takaisin, ja kaikki ohjaavat minut jonkun toisen luo.",
                "Että autoni korjataan ilman, että minun täytyy juosta sen perässä",
                "Olen lukenut tämän, Aino. Hoidan asian tästä eteenpäin; sinun ei tarvitse enää soittaa kenellekään.",
                "Olen pahoillani. Jätimme sinut yksin asian kanssa, joka oli meidän korjattavamme.",
                "Sijaisauto siihen asti, kunnes omasi on valmis, ja matkakulusi tähän mennessä",
                "Mikä on autosi rekisteritunnus?",
                "Autosi on korjaamolla. He aloittavat huomenna aamulla, ja soitan heti, kun tiedän enemmän."),
        RUSSIAN(
                "ru",
                "irina",
                "Анна Соколова",
                "Вы эвакуировали мою машину и сломали ось. Никто не перезванивает, и все отправляют меня друг к другу.",
                "Чтобы машину починили и мне не пришлось за этим бегать",
                "Я всё прочитала, Анна. Дальше этим занимаюсь я; вам больше не нужно никому звонить.",
                "Простите нас. Мы оставили вас одну с тем, что должны были исправить сами.",
                "Подменный автомобиль, пока не готов ваш, и ваши расходы на поездки",
                "Какой государственный номер у вашей машины?",
                "Ваша машина уже в мастерской. Завтра утром начнут, и я позвоню, как только узнаю больше.");

        @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
        private final List<String> said;

        Told(String... said) {
            this.said = List.of(said);
        }

        String language() {
            return said.get(0);
        }

        String agent() {
            return said.get(1);
        }

        // Not called name: that is the constant's own.
        String customer() {
            return said.get(2);
        }

        String verbatim() {
            return said.get(3);
        }

        String outcome() {
            return said.get(4);
        }

        String acknowledged() {
            return said.get(5);
        }

        String apology() {
            return said.get(6);
        }

        String offer() {
            return said.get(7);
        }

        String question() {
            return said.get(8);
        }

        String message() {
            return said.get(9);
        }
    }

    /** On a busy machine the browser now and then shows no chooser for a key: whoever sees none presses again. */
    private static FileChooser chooserByEnter(Page page) {
        var patience = new Page.WaitForFileChooserOptions().setTimeout(5_000);
        for (int i = 0; i < 5; i++) {
            try {
                return page.waitForFileChooser(patience, () -> page.keyboard().press("Enter"));
            } catch (TimeoutError none) {
                // Once more.
            }
        }
        return page.waitForFileChooser(patience, () -> page.keyboard().press("Enter"));
    }
}
