package dev.makegood.recovery.journey;

import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.agent.Directory;
import dev.makegood.recovery.promise.Promises;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a journey after whom. A journey is given to somebody, its holder; its owner is whoever is there for the holder at each
 * instant. Each owner begins at the very instant at which the one before ends, however late anybody looks: so there is no instant
 * without an owner, and none with two.
 */
final class Succession {

    private final Directory directory;

    Succession(Directory directory) {
        this.directory = directory;
    }

    /** Whoever left or came back until now: each from the instant at which they did. */
    List<Handover> follow(Journey journey, Instant now) {
        var holder = journey.holder();
        List<Handover> handovers = new ArrayList<>();
        for (var change : directory.deputies().changes(holder.id(), journey.ownerSince(), now)) {
            if (!change.person().equals(journey.owner().id())) {
                var owner = directory.named(change.person(), holder);
                var reason = (owner.equals(holder) ? "%s is back" : "%s is away").formatted(holder.name());
                handovers.add(handOver(journey, owner, reason, change.at()));
            }
        }
        journey.checkOwner(directory.deputies().next(holder.id(), now).orElse(Promises.NEVER));
        return handovers;
    }

    /** It is given to this person: theirs from now on, or whoever's is there for them. */
    List<Handover> give(Journey journey, Person to, String reason, Instant now) {
        var at = now.isAfter(journey.ownerSince()) ? now : journey.ownerSince();
        journey.give(to);
        // A deputy to whom it is given begins anew as well: from here on it is theirs, and not another's who may come
        // back.
        var handover = handOver(journey, directory.present(to, at), reason, at);
        journey.checkOwner(directory.deputies().next(to.id(), at).orElse(Promises.NEVER));
        return List.of(handover);
    }

    private Handover handOver(Journey journey, Person owner, String reason, Instant at) {
        var holder = journey.holder();
        var standsInFor = owner.id().equals(holder.id()) ? null : holder;
        var from = journey.owner();
        var changed = journey.own(owner, standsInFor, team(owner), reason, at);
        return new Handover(
                from,
                new OwnerInterval(journey.id(), owner, at, reason, standsInFor),
                owner.id().equals(from.id()) ? List.of() : List.of(changed));
    }

    /** The team that someone is of. */
    @Nullable
    String team(Person person) {
        return directory.find(person.id()).map(Colleague::team).orElse(null);
    }

    /**
     * One interval ended, and the next began.
     *
     * @param told what others are told; nothing where it is the same person's
     */
    record Handover(Person from, OwnerInterval next, List<OwnerChanged> told) {}
}
