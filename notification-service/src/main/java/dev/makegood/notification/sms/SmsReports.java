package dev.makegood.notification.sms;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Medium;
import dev.makegood.notification.delivery.Reports;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * What became of texts. The gateway may tell it before we have written down that it took the text: then it is kept until we have.
 */
@ApplicationScoped
class SmsReports {

    private final Reports reports;
    private final Rows rows;
    private final Clock clock;

    SmsReports(Reports reports, Rows rows, Clock clock) {
        this.reports = reports;
        this.rows = rows;
        this.clock = clock;
    }

    /** Statuses on the way there are of no interest; those at its end may come twice, and in any order. */
    void report(String sid, String status, String code) {
        boolean arrived = status.equals("delivered") || status.equals("read");
        boolean failed = status.equals("undelivered") || status.equals("failed");
        if (sid.isEmpty() || !(arrived || failed)) {
            return;
        }
        var delivery = reports.of(Medium.SMS, sid);
        if (delivery.isEmpty()) {
            keep(sid, status, code);
        } else if (arrived) {
            reports.arrived(delivery.get(), clock.instant());
        } else {
            int number = code.matches("[0-9]{1,6}") ? Integer.parseInt(code) : 0;
            reports.cameBack(
                    delivery.get(),
                    "%s %d".formatted(status, number),
                    Verdicts.of(number).orElse(null),
                    clock.instant());
        }
    }

    private void keep(String sid, String status, String code) {
        rows.run(
                "insert into sms_report (sid, status, code, at) values (?, ?, ?, now()) on conflict do nothing",
                statement -> {
                    statement.setString(1, sid);
                    statement.setString(2, status);
                    statement.setString(3, code);
                });
    }

    private record Early(String sid, String status, String code) {}

    /** Those that came too early; and those that belong to nothing of ours are forgotten in a day. */
    @Scheduled(
            every = "${makegood.sms.early:2s}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        QuarkusTransaction.requiringNew().run(() -> {
            rows
                    .query(
                            "select sid, status, code from sms_report order by at limit 500 for update skip locked",
                            statement -> {},
                            row -> new Early(row.getString(1), row.getString(2), row.getString(3)))
                    .stream()
                    .filter(early -> reports.of(Medium.SMS, early.sid()).isPresent())
                    .forEach(early -> {
                        rows.run(
                                "delete from sms_report where sid = ?",
                                statement -> statement.setString(1, early.sid()));
                        report(early.sid(), early.status(), early.code());
                    });
            rows.run("delete from sms_report where at < now() - interval '1 day'", statement -> {});
            rows.run("delete from sms_heard where at < now() - interval '90 days'", statement -> {});
        });
    }
}
