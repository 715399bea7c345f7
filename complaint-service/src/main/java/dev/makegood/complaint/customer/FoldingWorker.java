package dev.makegood.complaint.customer;

import dev.makegood.chassis.problem.Wordless;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Makes findable who was put on file by something that cannot fold a name: an earlier version of this service, a statement in bulk.
 * Nobody's version changes by it, since nothing that is known of them does.
 */
@ApplicationScoped
class FoldingWorker {

    private static final Logger LOG = Logger.getLogger(FoldingWorker.class);
    private static final int BATCH = 500;

    private final AgroalDataSource database;
    private final Phones phones;

    FoldingWorker(AgroalDataSource database, Phones phones) {
        this.database = database;
        this.phones = phones;
    }

    @Scheduled(every = "2s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        try {
            int folded;
            do {
                folded = QuarkusTransaction.requiringNew().call(this::foldSome);
            } while (folded == BATCH);
        } catch (RuntimeException e) {
            LOG.warnf("Names are folded again in a moment: %s", Wordless.summary(e));
        }
    }

    private int foldSome() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, name, language, email, phone from customer where sought is null
                        order by id limit ? for update skip locked
                        """);
                var update = connection.prepareStatement("""
                        update customer set sought = ?, email_key = ?, phone_e164 = ?, compared = false where id = ?
                        """)) {
            select.setInt(1, BATCH);
            int folded = 0;
            try (var rows = select.executeQuery()) {
                for (; rows.next(); folded++) {
                    var language = new LanguageCode().convertToEntityAttribute(rows.getString("language"));
                    var email = rows.getString("email");
                    var phone = phones.e164(rows.getString("phone"), language);
                    update.setString(1, Customer.sought(rows.getString("name"), email, phone));
                    update.setString(2, EmailKey.of(email));
                    update.setString(3, phone);
                    update.setObject(4, rows.getObject("id"));
                    update.addBatch();
                }
            }
            if (folded > 0) {
                update.executeBatch();
            }
            return folded;
        }
    }
}
