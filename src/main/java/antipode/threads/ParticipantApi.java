package antipode.threads;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Who takes part in an issue.
@Api
class ParticipantApi {

    private final Threads threads;

    ParticipantApi(Threads threads) {
        this.threads = threads;
    }

    @GetMapping("/projects/{id}/issues/{iid}/participants")
    @May(Who.READER)
    Listing<UserJson> list(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, Issuable.Kind.ISSUE, iid);
        return pagination.of(threads.participants(issuable)).map(person -> UserJson.of(person, site));
    }
}
