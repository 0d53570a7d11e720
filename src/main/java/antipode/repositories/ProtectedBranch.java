package antipode.repositories;

import antipode.projects.Role;
import java.util.Locale;
import java.util.Optional;

/// A rule about branches: who may push to them, and who may merge into them.
///
/// @param id      0 for the rule that every default branch has by itself
/// @param name    a branch, or with `*` a pattern
/// @param push    from which role on one may push and edit; NONE: nobody
/// @param merge   from which role on one may merge into it; NONE: nobody
/// @param rewrite whether its history may be rewritten by force
public record ProtectedBranch(long id, String name, Role push, Role merge, boolean rewrite) {

    /// What holds for a default branch that no rule names: nobody rewrites it, developers work on it.
    static ProtectedBranch byDefault(String branch) {
        return new ProtectedBranch(0, branch, Role.DEVELOPER, Role.DEVELOPER, false);
    }

    public boolean implied() {
        return id == 0;
    }

    boolean exact() {
        return name.indexOf('*') < 0;
    }

    boolean covers(String branch) {
        if (exact()) {
            return name.equals(branch);
        }
        // Each part where it first fits, save the ends: no backtracking.
        var parts = name.split("\\*", -1);
        var last = parts[parts.length - 1];
        if (!branch.startsWith(parts[0]) || !branch.endsWith(last)) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = branch.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= branch.length() - last.length();
    }

    boolean mayPush(Role role) {
        return push != Role.NONE && role.atLeast(push);
    }

    boolean mayMerge(Role role) {
        return merge != Role.NONE && role.atLeast(merge);
    }

    /// Why somebody with this role can't merge into a branch that it covers; nothing if they can.
    Optional<String> mergeRefusal(String branch, Role role) {
        return mayMerge(role) ? Optional.empty() : Optional.of("“" + branch + "” is protected: "
                + (merge == Role.NONE ? "nobody merges into it" : "merging into it takes a " + merge.title().toLowerCase(Locale.ROOT)));
    }

    /// Of several rules whichever allows more.
    ProtectedBranch or(ProtectedBranch other) {
        return new ProtectedBranch(id, name, milder(push, other.push), milder(merge, other.merge), rewrite || other.rewrite);
    }

    private static Role milder(Role one, Role other) {
        if (one == Role.NONE || other == Role.NONE) {
            return one == Role.NONE ? other : one;
        }
        return one.atLeast(other) ? other : one;
    }
}
