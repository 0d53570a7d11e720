package antipode.people;

import antipode.api.Site;
import org.jspecify.annotations.Nullable;

/// A member as other things of the API name them: GitLab's basic user.
public record UserJson(
        long id, String username, String name, String state, boolean locked, @Nullable String avatarUrl, String webUrl) {

    public static UserJson of(Member member, Site site) {
        return new UserJson(
                member.id(), member.username(), member.name(), member.state().word(), false, avatar(member.picture(), site), site.url(member.url()));
    }

    /// Somebody named beside what they did.
    public static UserJson of(Person person, Site site) {
        return new UserJson(
                person.id(), person.username(), person.name(), "active", false, avatar(person.picture(), site), site.url("/-/people/" + person.username()));
    }

    static @Nullable String avatar(@Nullable String picture, Site site) {
        return picture == null ? null : site.url(Pictures.PATH + picture);
    }
}
