package antipode.leaving;

import antipode.api.Api;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Closing accounts, in GitLab's form. Deleting one makes it a pseudonym, as what it wrote stays.
@Api
@May(Who.ADMINISTRATOR)
class LeavingApi {

    private final Departures departures;
    private final Members members;

    LeavingApi(Departures departures, Members members) {
        this.departures = departures;
        this.members = members;
    }

    @PostMapping("/users/{id}/deactivate")
    boolean deactivate(@PathVariable long id, Actor actor) {
        departures.deactivate(actor, find(id));
        return true;
    }

    @PostMapping("/users/{id}/activate")
    boolean activate(@PathVariable long id) {
        departures.reactivate(find(id));
        return true;
    }

    @DeleteMapping("/users/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, Actor actor) {
        departures.erase(actor, find(id));
    }

    private Member find(long id) {
        return members.find(id).orElseThrow(() -> Problem.notFound("User"));
    }
}
