package antipode.threads;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.markdown.Emoji;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Reactions, which GitLab calls award emoji, to issues, merge requests and their notes.
@Api
class AwardApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}/award_emoji";
    private static final String NOTE = "/projects/{id}/{things:issues|merge_requests}/{iid}/notes/{note}/award_emoji";

    private final Threads threads;
    private final Notes notes;
    private final Reactions reactions;

    AwardApi(Threads threads, Notes notes, Reactions reactions) {
        this.threads = threads;
        this.notes = notes;
        this.reactions = reactions;
    }

    record AwardJson(
            long id,
            String name,
            UserJson user,
            Instant createdAt,
            Instant updatedAt,
            long awardableId,
            String awardableType,
            @Nullable String url) {

        static AwardJson of(Issuable issuable, Reactions.Award award, Site site) {
            Long comment = award.commentId();
            return new AwardJson(
                    award.id(),
                    award.name(),
                    UserJson.of(award.by(), site),
                    award.at(),
                    award.at(),
                    comment == null ? issuable.id() : comment,
                    comment == null ? issuable.kind().apiName() : "Note",
                    null);
        }
    }

    @GetMapping({THING, NOTE})
    @May(Who.READER)
    Listing<AwardJson> list(
            @PathVariable String things, @PathVariable long iid, @PathVariable(required = false) @Nullable Long note,
            Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid, note);
        return pagination.of(reactions.of(issuable, note)).map(award -> AwardJson.of(issuable, award, site));
    }

    @GetMapping({THING + "/{award}", NOTE + "/{award}"})
    @May(Who.READER)
    AwardJson show(
            @PathVariable String things, @PathVariable long iid, @PathVariable(required = false) @Nullable Long note,
            @PathVariable long award, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid, note);
        return AwardJson.of(issuable, award(issuable, note, award), site);
    }

    @PostMapping({THING, NOTE})
    @May(Who.GUEST)
    AwardJson react(
            @PathVariable String things, @PathVariable long iid, @PathVariable(required = false) @Nullable Long note,
            Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid, note);
        String name = sent.required("name");
        if (Emoji.of(name).isEmpty()) {
            throw Refusal.message(404, "404 Award Emoji Name is not a valid emoji name Not Found");
        }
        try {
            return AwardJson.of(issuable, award(issuable, note, reactions.react(actor, issuable, note, name)), site);
        } catch (Problem again) {
            throw again.status() == 409
                    ? Refusal.message(404, "404 Award Emoji Name has already been taken Not Found")
                    : again;
        }
    }

    @DeleteMapping({THING + "/{award}", NOTE + "/{award}"})
    @May(Who.GUEST)
    void withdraw(
            @PathVariable String things, @PathVariable long iid, @PathVariable(required = false) @Nullable Long note,
            @PathVariable long award, Project project, Actor actor) {
        Issuable issuable = find(actor, project, things, iid, note);
        reactions.withdraw(actor, award(issuable, note, award));
    }

    private Reactions.Award award(Issuable issuable, @Nullable Long note, long award) {
        return reactions.find(issuable, note, award).orElseThrow(() -> Problem.notFound("Award Emoji"));
    }

    private Issuable find(Actor actor, Project project, String things, long iid, @Nullable Long note) {
        Issuable issuable = threads.find(actor, project, things, iid);
        if (note != null) {
            notes.comment(issuable.id(), note);
        }
        return issuable;
    }
}
