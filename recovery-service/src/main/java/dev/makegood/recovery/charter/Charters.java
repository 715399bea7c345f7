package dev.makegood.recovery.charter;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.FlushModeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every version of the charter. */
@ApplicationScoped
public class Charters implements PanacheRepositoryBase<CharterVersion, Integer> {

    private static final String DEFAULT = "/charter/default.yaml";
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE;

    private final CharterDocument documents;
    private final Clock clock;

    /** A version never changes, so it is read once. */
    private final Map<Integer, Charter> read = new ConcurrentHashMap<>();

    Charters(CharterDocument documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** Where there is no charter yet, the one that Makegood comes with is the first; and it is there before anything is heard. */
    void start(@Observes @Priority(FIRST) StartupEvent started) {
        QuarkusTransaction.requiringNew().run(() -> {
            lock();
            if (count() == 0) {
                add(shipped(), null);
            }
        });
    }

    /** The charter that Makegood comes with. */
    static String shipped() {
        try (var resource = Charters.class.getResourceAsStream(DEFAULT)) {
            if (resource == null) {
                throw new IllegalStateException("Not packaged: " + DEFAULT);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the charter that holds for journeys that begin now. */
    public int latest() {
        return getEntityManager()
                .createQuery("select max(version) from CharterVersion", Integer.class)
                // Who opens many journeys in one transaction has them written together at its end.
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
    }

    /**
     * The charter that a journey began with.
     *
     * @throws NotFound if there is no such version
     */
    public Charter require(int version) {
        var known = read.get(version);
        if (known != null) {
            return known;
        }
        var charter = charter(requireVersion(version));
        read.put(version, charter);
        return charter;
    }

    /** What stands in a version, which may not be committed yet. */
    Charter charter(CharterVersion version) {
        return documents.keep(version.document());
    }

    CharterVersion requireVersion(int version) {
        return findByIdOptional(version).orElseThrow(NotFound::new);
    }

    /** The versions before this one, the latest first. */
    List<CharterVersion> before(int version, int limit) {
        return find("version < ?1 order by version desc", version)
                .page(0, limit)
                .list();
    }

    /** From here on to the end of the transaction nobody else puts one. */
    void lock() {
        getEntityManager()
                .createNativeQuery("lock table charter_version in share row exclusive mode")
                .executeUpdate();
    }

    /**
     * From now on, this is the charter; said again, it is no other version.
     *
     * @throws CharterRefused if it is none
     */
    CharterVersion add(String source, @Nullable Person by) {
        var charter = documents.read(source);
        int latest = count() == 0 ? 0 : latest();
        if (latest > 0) {
            var last = requireVersion(latest);
            if (charter(last).equals(charter)) {
                return last;
            }
        }
        var version = new CharterVersion(latest + 1, source, documents.write(charter), by, clock.instant());
        persist(version);
        return version;
    }
}
