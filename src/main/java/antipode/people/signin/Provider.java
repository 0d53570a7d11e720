package antipode.people.signin;

import antipode.people.Who;
import java.util.List;

/// Another place where members sign in, which tells us by OpenID Connect who they are. Named in the configuration.
///
/// @param key its name in addresses
/// @param name as people call it
/// @param client what it calls us
/// @param secret empty where it gave us none
/// @param groups the claim that lists somebody's groups there
/// @param teams what a group there means here
public record Provider(
        String key, String name, String issuer, String client, String secret, List<String> scopes, String groups, List<TeamRule> teams) {

    /// Who is in the group has at least this level in the team.
    ///
    /// @param team its full path
    public record TeamRule(String group, String team, Who level) {}

    /// Where it leads back to.
    String back() {
        return "/-/sign-in/with/" + key + "/back";
    }

    @Override
    public String toString() {
        return key;
    }
}
