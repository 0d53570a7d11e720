package antipode.talks;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.hours.Interval;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.threads.Comments;
import antipode.threads.Discussion;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The call that two who go back and forth in a discussion are offered.
@Api
class TalkApi {

    private static final String TALK = "/projects/{id}/{things:issues|merge_requests}/{iid}/discussions/{discussion}/talk";

    private final Threads threads;
    private final Comments comments;
    private final Talks talks;
    private final WorkingHours hours;

    TalkApi(Threads threads, Comments comments, Talks talks, WorkingHours hours) {
        this.threads = threads;
        this.comments = comments;
        this.talks = talks;
        this.hours = hours;
    }

    /// @param state    `none`; `suggested`, to the two and nobody else; `proposed`; `owed`, once its time has passed; `held`;
    ///                 `missed`; `writing`, where they go on writing
    /// @param startsAt of a suggestion the time that would be proposed; null where they share none
    record TalkJson(
            String state, List<UserJson> users, @Nullable UserJson by, @Nullable Instant startsAt, @Nullable Instant endsAt,
            @Nullable Long noteId, @Nullable Long outcomeNoteId) {}

    @GetMapping(TALK)
    @May(Who.READER)
    TalkJson show(
            @PathVariable String things, @PathVariable long iid, @PathVariable String discussion, Project project, Actor actor,
            Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        return json(actor, issuable, first(discussion), site);
    }

    /// Proposes the call.
    @PostMapping(TALK)
    @May(Who.GUEST)
    Answer<TalkJson> propose(
            @PathVariable String things, @PathVariable long iid, @PathVariable String discussion, Project project, Actor actor,
            Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        talks.propose(actor, issuable, first(discussion));
        return Answer.created(json(actor, issuable, first(discussion), site));
    }

    /// Goes on writing, for good.
    @DeleteMapping(TALK)
    @May(Who.GUEST)
    void write(
            @PathVariable String things, @PathVariable long iid, @PathVariable String discussion, Project project, Actor actor) {
        talks.write(actor, threads.find(actor, project, things, iid), first(discussion));
    }

    /// Says in `body` what came out of the call; without words it didn't happen.
    @PostMapping(TALK + "/outcome")
    @May(Who.GUEST)
    Answer<TalkJson> conclude(
            @PathVariable String things, @PathVariable long iid, @PathVariable String discussion, Parameters sent, Project project,
            Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        String words = Words.of(sent.text("body", ""));
        if (words.isBlank()) {
            talks.miss(actor, issuable, first(discussion));
        } else {
            talks.conclude(actor, issuable, first(discussion), words);
        }
        return Answer.created(json(actor, issuable, first(discussion), site));
    }

    private TalkJson json(Actor actor, Issuable issuable, long thread, Site site) {
        Discussion discussion = comments.discussion(issuable.id(), thread).orElseThrow(() -> Problem.notFound("Discussion"));
        Talk talk = talks.in(issuable, thread).orElse(null);
        if (talk != null) {
            return new TalkJson(
                    talk.owed(talks.now()) ? "owed" : talk.state().key(),
                    List.of(UserJson.of(talk.one(), site), UserJson.of(talk.other(), site)), UserJson.of(talk.by(), site),
                    talk.startsAt(), talk.endsAt(), talk.note(), talk.outcome());
        }
        Rounds rounds = Talks.offered(issuable, discussion, List.of())
                .filter(offered -> actor.signedIn() && offered.includes(actor.id())).orElse(null);
        if (rounds == null) {
            return new TalkJson("none", List.of(), null, null, null, null, null);
        }
        Interval time = talks.time(rounds, hours.of(List.of(rounds.one().id(), rounds.other().id()))).orElse(null);
        return new TalkJson(
                "suggested", List.of(UserJson.of(rounds.one(), site), UserJson.of(rounds.other(), site)), null,
                time == null ? null : time.start(), time == null ? null : time.end(), null, null);
    }

    private static long first(String discussion) {
        return Discussion.id(discussion).orElseThrow(() -> Problem.notFound("Discussion"));
    }
}
