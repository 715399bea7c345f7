package dev.makegood.complaint.attachment;

import static dev.makegood.complaint.testing.Desk.complaint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.attachment.Attachment.State;
import dev.makegood.complaint.attachment.AttachmentSettings.Scan;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files where a scanner is in use: one that speaks as ClamAV's daemon does, and finds what says that it is found. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class ScanWorkerTest {

    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    @Inject
    Rows rows;

    @Inject
    StoredObjects objects;

    @Inject
    ObjectStore store;

    @Inject
    Inspection inspection;

    @Inject
    AttachmentSettings settings;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    private Attachments attachments;
    private ScanWorker worker;
    private ServerSocket clamd;
    private volatile boolean ill;

    @BeforeEach
    void start() throws IOException {
        clamd = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        var scanned = new Scanned(settings, clamd.getLocalPort());
        attachments = new Attachments(rows, objects, store, inspection, scanned, caller, clock);
        worker = new ScanWorker(scanned, store, objects, rows, clock);
    }

    @AfterEach
    void stop() throws IOException {
        clamd.close();
    }

    @Test
    void nobodyGetsAFileBeforeItIsClean() throws IOException {
        var complaint = complaint("A", "en", "x");
        var kept = keep(complaint, "harmless", "nothing to see");
        assertThat(kept.state()).isEqualTo(State.PENDING);
        assertThatThrownBy(() -> attachments.download(complaint, kept.id())).isInstanceOf(NotScannedYet.class);
        assertThatThrownBy(() -> attachments.download(kept)).isInstanceOf(NotScannedYet.class);
        worker.work();
        assertThat(state(kept)).isEqualTo(State.CLEAN);
        attachments.download(complaint, kept.id()).close();
    }

    @Test
    void whatIsInfectedIsNotGivenOutAndItsBytesGo() {
        var complaint = complaint("A", "en", "x");
        var kept = keep(complaint, "invoice.exe", EICAR);
        worker.work();
        assertThat(state(kept)).isEqualTo(State.INFECTED);
        assertThatThrownBy(() -> attachments.download(complaint, kept.id())).isInstanceOf(FileGone.class);
        assertThat(Database.column("select finding from attachment where id = ?", kept.id()))
                .containsExactly("Eicar-Test-Signature");
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(store.has(kept.id())).isFalse());
    }

    @Test
    void aScannerThatIsIllIsAskedAgain() {
        var complaint = complaint("A", "en", "x");
        var kept = keep(complaint, "a", "harmless");
        ill = true;
        worker.work();
        assertThat(state(kept)).isEqualTo(State.PENDING);
        assertThatThrownBy(() -> attachments.download(complaint, kept.id())).isInstanceOf(NotScannedYet.class);
        ill = false;
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            worker.work();
            assertThat(state(kept)).isEqualTo(State.CLEAN);
        });
    }

    @Test
    void whatCameBeforeThereWasAScannerIsLookedAtToo() {
        var complaint = complaint("A", "en", "x");
        var kept = keep(complaint, "a", "older than the scanner");
        Database.run("update attachment set state = 'UNSCANNED' where id = ?", kept.id());
        assertThatThrownBy(() -> attachments.download(complaint, kept.id())).isInstanceOf(NotScannedYet.class);
        worker.work();
        assertThat(state(kept)).isEqualTo(State.CLEAN);
    }

    private Attachment keep(UUID complaint, String name, String content) {
        return QuarkusTransaction.requiringNew()
                .call(() -> attachments.keep(
                        complaint,
                        null,
                        name,
                        null,
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        true));
    }

    private State state(Attachment kept) {
        return QuarkusTransaction.requiringNew()
                .call(() -> attachments.require(kept.id()))
                .state();
    }

    private void serve() {
        while (!clamd.isClosed()) {
            try (var caller = clamd.accept()) {
                answer(caller);
            } catch (IOException e) {
                // Whoever asked is gone, or the test is over.
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        var in = new DataInputStream(caller.getInputStream());
        assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII)).isEqualTo("zINSTREAM\0");
        var bytes = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            bytes.write(in.readNBytes(length));
        }
        String verdict = "stream: OK\0";
        if (ill) {
            verdict = "INSTREAM size limit exceeded. ERROR\0";
        } else if (bytes.toString(StandardCharsets.UTF_8).contains("EICAR")) {
            verdict = "stream: Eicar-Test-Signature FOUND\0";
        }
        caller.getOutputStream().write(verdict.getBytes(StandardCharsets.US_ASCII));
    }

    /** The service's own settings, and a scanner. */
    private record Scanned(AttachmentSettings own, int port) implements AttachmentSettings, Scan {

        @Override
        public Store store() {
            return own.store();
        }

        @Override
        public Path folder() {
            return own.folder();
        }

        @Override
        public MemorySize largest() {
            return own.largest();
        }

        @Override
        public int files() {
            return own.files();
        }

        @Override
        public MemorySize total() {
            return own.total();
        }

        @Override
        public long pixels() {
            return own.pixels();
        }

        @Override
        public long pixelsKept() {
            return own.pixelsKept();
        }

        @Override
        public S3 s3() {
            return own.s3();
        }

        @Override
        public Scan scan() {
            return this;
        }

        @Override
        public By by() {
            return By.CLAMD;
        }

        @Override
        public String host() {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }
    }
}
