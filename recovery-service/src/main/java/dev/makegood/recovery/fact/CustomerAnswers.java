package dev.makegood.recovery.fact;

import dev.makegood.contract.CustomerWrote;
import dev.makegood.recovery.journey.CustomerHeard;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/**
 * What customers write answers what they were asked. Where one thing was asked, that is the answer until the owner says it better;
 * where several were, their words stand beside each, and the owner says which is which. Either way nobody asks again.
 */
@ApplicationScoped
class CustomerAnswers {

    private static final int MOST = 5_000;

    private final CustomerQuestions questions;
    private final KnownFacts facts;
    private final Tasks tasks;

    CustomerAnswers(CustomerQuestions questions, KnownFacts facts, Tasks tasks) {
        this.questions = questions;
        this.facts = facts;
        this.tasks = tasks;
    }

    void hear(@Observes CustomerHeard heard) {
        var journey = heard.journey();
        var wrote = heard.wrote();
        var words = words(wrote);
        var open = questions.open(journey.id());
        if (open.size() == 1 && !words.isEmpty()) {
            var question = open.getFirst();
            question.answeredBy(wrote.messageId(), words, heard.at());
            facts.learn(question.journeyId(), Map.of(question.fact(), words), KnownFact.Source.CUSTOMER, null, null);
        } else if (!open.isEmpty() && !words.isEmpty()) {
            markLater(open, words);
            if (!tasks.isOpen(journey.id(), Task.Kind.MARK)) {
                tasks.add(new Task(
                        journey.id(),
                        journey.owner(),
                        Task.Kind.MARK,
                        "%s wrote while %d things were asked: say which of them it answers, in %s."
                                .formatted(journey.customerName(), open.size(), journey.reference()),
                        heard.at(),
                        heard.at()));
            }
        }
    }

    private static void markLater(List<CustomerQuestion> open, String words) {
        for (CustomerQuestion question : open) {
            var before = question.heard();
            question.hear(cut(before == null ? words : before + "\n\n" + words));
        }
    }

    /** As much as an answer holds; all of it is kept where the conversation is. */
    private static String words(CustomerWrote wrote) {
        var words = wrote.words().strip();
        return words.isEmpty() && wrote.files() > 0 ? "(sent as files: %d)".formatted(wrote.files()) : cut(words);
    }

    private static String cut(String words) {
        return words.codePointCount(0, words.length()) <= MOST
                ? words
                : words.substring(0, words.offsetByCodePoints(0, MOST));
    }
}
