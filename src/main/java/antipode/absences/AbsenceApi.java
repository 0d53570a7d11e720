package antipode.absences;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Absence;
import antipode.people.Acquaintances;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Time off by API, which GitLab has nothing of: one's own to read and write, everyone's to read.
@Api
class AbsenceApi {

    private static final String OWN = "/user/absences";

    private final TimeOff timeOff;
    private final Members members;
    private final Acquaintances acquaintances;

    AbsenceApi(TimeOff timeOff, Members members, Acquaintances acquaintances) {
        this.timeOff = timeOff;
        this.members = members;
        this.acquaintances = acquaintances;
    }

    /// What was sent; what wasn't is nothing.
    private record Draft(
            @Nullable LocalDate firstOn, @Nullable LocalDate lastOn, @Nullable String note, @Nullable List<StandIn> delegates) {

        static Draft of(Parameters sent) {
            return sent.together(read -> new Draft(
                    read.date("first_on"), read.date("last_on"), read.text("note"),
                    read.has("delegates")
                            ? read.hashes("delegates").stream()
                                    .map(one -> new StandIn(one.text("area", ""), one.text("username", "")))
                                    .toList()
                            : null));
        }
    }

    @GetMapping(OWN)
    @May(value = Who.MEMBER, scopes = "read_user")
    Listing<AbsenceJson> own(Pagination pagination, Actor actor, Site site) {
        return pagination.of(timeOff.of(actor, actor.id())).map(stated -> AbsenceJson.of(stated, site));
    }

    /// Those of somebody else, the note as they told it.
    @GetMapping("/users/{id}/absences")
    @May(value = Who.MEMBER, scopes = "read_user")
    Listing<AbsenceJson> of(@PathVariable String id, Pagination pagination, Actor actor, Site site) {
        Optional<Member> member = id.matches("\\d{1,18}") ? members.find(Long.parseLong(id)) : members.findByUsername(id);
        return pagination.of(timeOff.of(actor, acquaintances.known(actor, member).id()))
                .map(stated -> AbsenceJson.of(stated, site));
    }

    @PostMapping(OWN)
    @May(Who.MEMBER)
    AbsenceJson state(Parameters sent, Actor actor, Site site) {
        sent.require("first_on");
        Draft draft = Draft.of(sent);
        LocalDate first = Objects.requireNonNull(draft.firstOn);
        LocalDate last = Objects.requireNonNullElse(draft.lastOn, first);
        return json(actor, site, timeOff.state(
                actor, first, last, Objects.requireNonNullElse(draft.note, ""), Objects.requireNonNullElse(draft.delegates, List.of())));
    }

    /// Changes what is sent.
    @PutMapping(OWN + "/{absence}")
    @May(Who.MEMBER)
    AbsenceJson change(@PathVariable long absence, Parameters sent, Actor actor, Site site) {
        Absence before = timeOff.own(actor, absence);
        sent.atLeastOneOf("first_on", "last_on", "note", "delegates");
        Draft draft = Draft.of(sent);
        return json(actor, site, timeOff.change(
                actor, absence, Objects.requireNonNullElse(draft.firstOn, before.firstOn()),
                Objects.requireNonNullElse(draft.lastOn, before.lastOn()),
                sent.has("note") ? Objects.requireNonNullElse(draft.note, "") : before.note(), draft.delegates));
    }

    @DeleteMapping(OWN + "/{absence}")
    @May(Who.MEMBER)
    void withdraw(@PathVariable long absence, Actor actor) {
        timeOff.withdraw(actor, absence);
    }

    private AbsenceJson json(Actor actor, Site site, Absence absence) {
        return AbsenceJson.of(timeOff.find(actor, absence.id()).orElseThrow(), site);
    }
}
