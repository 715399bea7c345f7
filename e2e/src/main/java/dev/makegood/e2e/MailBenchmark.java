package dev.makegood.e2e;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures how many mails become complaints in a second: raw mails wait in a real IMAP mailbox, and complaint-service fetches, reads
 * and files them, with their files, and takes them off the server. Run it with {@code e2e/benchmark mail}.
 */
public final class MailBenchmark {

    private static final int WARM_UP = 300;
    private static final int MAILS = 500;
    private static final int CLIENTS = 8;
    private static final int FILE = 100 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String WORDS = "Καλημέρα, ο γερανός σας έκανε ζημιά στον άξονα του αυτοκινήτου μου. "
            + "Το συνεργείο μπορεί να το φτιάξει σε δύο μέρες, αλλά κανείς δεν τους στέλνει τον αριθμό ζημιάς. "
            + "Έχω τηλεφωνήσει εννέα φορές και κάθε φορά μου ζητούν τα ίδια χαρτιά. ";

    private final Stack stack;
    private int written;

    private MailBenchmark(Stack stack) {
        this.stack = stack;
    }

    /** Prints the figures as Markdown. */
    public static void main(String... arguments) throws Exception {
        try (var stack = Stack.start()) {
            System.out.printf(
                    "On %d cores, Java %s, %s.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now());
            new MailBenchmark(stack).run();
        }
    }

    private void run() throws Exception {
        stack.services().stop("recovery");
        stack.services().stop("notification");
        take(WARM_UP, false);
        System.out.println("| mails | bytes each | became complaints/s |");
        System.out.println("| --- | ---: | ---: |");
        row("words alone", false);
        row("words, and a file of 100 KiB", true);
        System.out.printf(
                "%n%d mails, %d complaints, %d files; set aside: %d.%n",
                stack.count("complaint", "select count(*) from mail"),
                stack.count("complaint", "select count(*) from complaint"),
                stack.count("complaint", "select count(*) from attachment"),
                stack.count("complaint", "select count(*) from mail where state <> 'TAKEN_IN'"));
    }

    private void row(String what, boolean file) throws Exception {
        System.out.printf(Locale.ROOT, "| %s | %d | %.0f |%n", what, mail(0, file).length, MAILS / take(MAILS, file));
    }

    /** So many mails arrive while nobody reads them; returns how many seconds it takes until all of them are complaints. */
    private double take(int number, boolean file) throws Exception {
        long before = taken();
        long began = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var sent = IntStream.range(0, number)
                    .<Future<?>>mapToObj(i -> {
                        int own = ++written;
                        return clients.submit(() -> stack.postman()
                                .post(
                                        mail(own, file),
                                        "sender-%d@customers.example".formatted(own),
                                        "help@makegood.example"));
                    })
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        }
        while (taken() < before + number) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not every mail became a complaint");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private long taken() throws SQLException {
        return stack.count("complaint", "select count(*) from mail where state = 'TAKEN_IN'");
    }

    private static byte[] mail(int number, boolean file) {
        var body = Base64.getMimeEncoder().encodeToString(WORDS.repeat(2).getBytes(StandardCharsets.UTF_8));
        var text =
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body + "\r\n";
        var headers = "Message-ID: <%d@bench.customers.example>\r\nFrom: Nikos <sender-%d@customers.example>\r\n"
                        .formatted(number, number)
                + "To: help@makegood.example\r\nSubject: =?utf-8?B?zp8gzrPOtc+BzrHOvc+Mz4I=?=\r\nMIME-Version: 1.0\r\n";
        if (!file) {
            return (headers + text).getBytes(StandardCharsets.US_ASCII);
        }
        var bytes = new byte[FILE];
        Arrays.fill(bytes, (byte) number);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        return (headers + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + text
                        + "--b\r\nContent-Type: application/pdf; name=bill.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(bytes) + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
