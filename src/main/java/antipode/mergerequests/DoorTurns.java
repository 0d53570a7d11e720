package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.AskEnds;
import antipode.asks.Asks;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.threads.Events;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Turns the door that a merge request goes through.
@Component
public class DoorTurns {

    private static final int LONGEST_REASON = 1_000;

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final AskedOwners owners;
    private final Threads threads;
    private final Events events;
    private final Asks asks;
    private final AskEnds askEnds;
    private final Access access;

    DoorTurns(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestReviews reviews,
            AskedOwners owners,
            Threads threads,
            Events events,
            Asks asks,
            AskEnds askEnds,
            Access access) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.reviews = reviews;
        this.owners = owners;
        this.threads = threads;
        this.events = events;
        this.asks = asks;
        this.askEnds = askEnds;
        this.access = access;
    }

    /// Makes it a one-way door. Any reviewer may; what silence would have done is stopped, since silence opens none.
    @Transactional
    public void turnOneWay(Actor actor, MergeRequest seen, String reason) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        boolean reviewer = reviews.asks(actor, request);
        boolean responsible = actor.is(request.header().dri().id());
        access.require(actor, request.header().projectId(), reviewer || responsible ? Role.GUEST : Role.MAINTAINER);
        if (reason.isBlank()) {
            throw Problem.invalid("reason", "can't be blank: say what can't be taken back");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "is too long (maximum is " + LONGEST_REASON + " characters)");
        }
        if (request.oneWay()) {
            return;
        }
        turn(actor, request, Door.ONE_WAY, reason.strip());
        owners.ask(actor, requests.get(request.id()));
        String who = actor.require().name();
        for (Ask ask : new ArrayList<>(asks.of(request.header()))) {
            if (ask.open() && MergeEffect.KEY.equals(ask.effect())) {
                askEnds.refuse(ask.id(), who + " made this a one-way door, and silence opens none");
            }
        }
    }

    /// Makes it a two-way door again, which only a maintainer may.
    @Transactional
    public void turnTwoWay(Actor actor, MergeRequest seen, String reason) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        access.require(actor, request.header().projectId(), Role.MAINTAINER);
        if (request.oneWay()) {
            turn(actor, request, Door.TWO_WAY, reason.strip());
            requests.nudge(request.id());
        }
    }

    private void turn(Actor actor, MergeRequest request, Door door, String reason) {
        jdbc.sql("update merge_request set door = :door, door_reason = :reason, door_by = :by where id = :id")
                .param("door", door.key())
                .param("reason", reason)
                .param("by", actor.id())
                .param("id", request.id())
                .update();
        events.append(actor, request.header(), "door", reason.isEmpty()
                ? Map.of("to", door.key())
                : Map.of("to", door.key(), "because", "“" + reason + "”"));
        threads.touch(request.id());
    }
}
