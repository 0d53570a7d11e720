package antipode.people;

import antipode.api.Site;
import org.jspecify.annotations.Nullable;

/// A member as other things of the API name them: GitLab's basic user.
public record UserJson(
        long id, String username, String name, String state, boolean locked, @Nullable String avatarUrl, String webUrl) {

    public static UserJson of(Member member, Site site) {
        return new UserJson(
                member.id(), member.username(), member.name(), member.state().word(), false, null, site.url(member.url()));
    }
}
