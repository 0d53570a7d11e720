package antipode.people;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.web.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Members, in GitLab's form.
@Api
class UserApi {

    private final Members members;
    private final Acquaintances acquaintances;
    private final Namespaces namespaces;
    private final Pictures pictures;
    private final Clock clock;

    UserApi(Members members, Acquaintances acquaintances, Namespaces namespaces, Pictures pictures, Clock clock) {
        this.members = members;
        this.acquaintances = acquaintances;
        this.namespaces = namespaces;
        this.pictures = pictures;
        this.clock = clock;
    }

    @GetMapping("/user")
    @May(value = Who.MEMBER, scopes = "read_user")
    FullUserJson self(Member member, Site site) {
        return full(member, true, site);
    }

    /// GitLab's way to send one's picture; an empty one takes it away.
    @PutMapping("/user/avatar")
    @May(Who.MEMBER)
    AvatarJson avatar(Parameters parameters, Member member, Site site) throws IOException {
        parameters.require("avatar");
        var file = parameters.file("avatar");
        if (file == null) return new AvatarJson(UserJson.avatar(pictures.put(member.id(), null), site));
        try (var sent = file.getInputStream()) {
            return new AvatarJson(UserJson.avatar(pictures.put(member.id(), Picture.read("avatar", sent)), site));
        }
    }

    record AvatarJson(@Nullable String avatarUrl) {}

    @GetMapping("/users")
    @May(value = Who.MEMBER, scopes = "read_user")
    Listing<UserJson> list(Parameters parameters, Pagination pagination, Actor actor, Site site) {
        var username = parameters.text("username");
        var search = parameters.text("search");
        var active = parameters.bool("active", false);
        var blocked = parameters.bool("blocked", false);
        var external = parameters.bool("external", false);
        var matching = acquaintances.among(actor, members.all()).stream()
                .filter(member -> username == null || member.username().equalsIgnoreCase(username))
                .filter(member -> search == null || matches(member, search.toLowerCase(Locale.ROOT)))
                .filter(member -> !active || member.active())
                .filter(member -> !blocked || member.state() == Member.State.BLOCKED)
                .filter(member -> !external || member.external())
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();
        return pagination.of(matching).map(member -> UserJson.of(member, site));
    }

    @GetMapping("/users/{id}")
    @May(value = Who.MEMBER, scopes = "read_user")
    FullUserJson show(@PathVariable long id, Actor actor, Site site) {
        return full(acquaintances.known(actor, members.find(id)), actor.administrator(), site);
    }

    @PostMapping("/users")
    @May(Who.ADMINISTRATOR)
    FullUserJson create(Parameters parameters, Site site) {
        parameters.require("email", "name", "username");
        var username = parameters.required("username");
        var email = parameters.required("email");
        if (members.findByEmail(email).isPresent()) throw Refusal.message(409, "Email has already been taken");
        if (members.findByUsername(username).isPresent()) throw Refusal.message(409, "Username has already been taken");
        var member = members.create(new Members.Draft(
                username, parameters.required("name"), email, zone(parameters), parameters.bool("admin", false),
                parameters.bool("external", false), parameters.text("password")));
        return full(member, true, site);
    }

    @PutMapping("/users/{id}")
    @May(Who.ADMINISTRATOR)
    FullUserJson administer(@PathVariable long id, Parameters parameters, Site site) {
        var member = member(id);
        parameters.atLeastOneOf("name", "email", "admin", "external");
        return full(members.administer(
                member, parameters.text("name", member.name()), parameters.text("email", member.email()),
                parameters.bool("admin", member.administrator()), parameters.bool("external", member.external())), true, site);
    }

    @PostMapping("/users/{id}/block")
    @May(Who.ADMINISTRATOR)
    boolean block(@PathVariable long id) {
        members.become(member(id).id(), Member.State.BLOCKED);
        return true;
    }

    @PostMapping("/users/{id}/unblock")
    @May(Who.ADMINISTRATOR)
    boolean unblock(@PathVariable long id) {
        members.become(member(id).id(), Member.State.ACTIVE);
        return true;
    }

    private Member member(long id) {
        return members.find(id).orElseThrow(() -> Problem.notFound("User"));
    }

    private FullUserJson full(Member member, boolean own, Site site) {
        var namespace = own ? namespaces.ofMember(member.id()).map(Namespace::id).orElse(null) : null;
        return FullUserJson.of(member, namespace, own, own && members.takesTwoSteps(member.id()), clock, site);
    }

    /// Our own parameter: GitLab knows no zones of people.
    private static ZoneId zone(Parameters parameters) {
        var text = parameters.text("zone");
        if (text == null) return ZoneId.of("Etc/UTC");
        return Members.zone(text).orElseThrow(() -> Refusal.parameters("zone does not have a valid value"));
    }

    private static boolean matches(Member member, String words) {
        return member.username().toLowerCase(Locale.ROOT).contains(words)
                || member.name().toLowerCase(Locale.ROOT).contains(words)
                || member.email().toLowerCase(Locale.ROOT).equals(words);
    }
}
