package antipode.capacity;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.capacity.Capacities.Draft;
import antipode.capacity.Capacity.State;
import antipode.people.Acquaintances;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/// GitLab's user status. Ours besides: `state` (open, focus, limited, at_capacity, away), and `clear_status_at`, a time.
@Api
class CapacityApi {

    private static final String[] FIELDS = {"emoji", "message", "availability", "clear_status_after", "state", "clear_status_at"};

    private final Capacities capacities;
    private final Members members;
    private final Acquaintances acquaintances;
    private final Clock clock;

    CapacityApi(Capacities capacities, Members members, Acquaintances acquaintances, Clock clock) {
        this.capacities = capacities;
        this.members = members;
        this.acquaintances = acquaintances;
        this.clock = clock;
    }

    @GetMapping("/user/status")
    @May(value = Who.MEMBER, scopes = "read_user")
    StatusJson own(Actor actor) {
        return shown(actor.id());
    }

    @GetMapping("/users/{id}/status")
    @May(value = Who.MEMBER, scopes = "read_user")
    StatusJson of(@PathVariable String id, Actor actor) {
        Optional<Member> member = id.matches("\\d{1,18}") ? members.find(Long.parseLong(id)) : members.findByUsername(id);
        return shown(acquaintances.known(actor, member).id());
    }

    /// Says all of it anew: what isn't sent is empty.
    @PutMapping("/user/status")
    @May(Who.MEMBER)
    StatusJson put(Actor actor, Parameters parameters) {
        return say(actor.id(), parameters, Capacity.OPEN);
    }

    /// Changes what is sent.
    @PatchMapping("/user/status")
    @May(Who.MEMBER)
    StatusJson patch(Actor actor, Parameters parameters) {
        parameters.atLeastOneOf(FIELDS);
        return say(actor.id(), parameters, capacities.said(actor.id()).orElse(Capacity.OPEN));
    }

    private StatusJson say(long member, Parameters parameters, Capacity before) {
        var draft = parameters.together(read -> {
            var emoji = read.has("emoji") ? read.text("emoji") : before.emoji();
            var message = read.has("message") ? Objects.requireNonNullElse(read.text("message"), "") : before.message();
            return new Draft(state(read, before.state()), emoji, message, until(read, before.until()));
        });
        capacities.state(member, draft);
        return shown(member);
    }

    private static State state(Parameters parameters, State before) {
        var words = List.of(State.values()).stream().map(State::word).toArray(String[]::new);
        var state = parameters.oneOf("state", words);
        var availability = parameters.oneOf("availability", "not_set", "busy");
        if (state != null) {
            return Objects.requireNonNull(State.of(state));
        }
        if (availability == null) {
            return parameters.has("availability") ? State.OPEN : before;
        }
        boolean busy = availability.equals("busy");
        return busy == before.busy() ? before : busy ? State.AT_CAPACITY : State.OPEN;
    }

    private @Nullable Instant until(Parameters parameters, @Nullable Instant before) {
        parameters.atMostOneOf("clear_status_after", "clear_status_at");
        var after = parameters.oneOf("clear_status_after", Ending.LENGTHS.keySet().toArray(String[]::new));
        if (after != null) {
            return clock.instant().plus(Objects.requireNonNull(Ending.LENGTHS.get(after)));
        }
        var at = parameters.instant("clear_status_at");
        if (at != null && !at.isAfter(clock.instant())) {
            throw Refusal.parameters("clear_status_at does not have a valid value");
        }
        return at != null ? at : parameters.has("clear_status_after") || parameters.has("clear_status_at") ? null : before;
    }

    private StatusJson shown(long member) {
        return StatusJson.of(capacities.of(member, clock.instant()));
    }
}
