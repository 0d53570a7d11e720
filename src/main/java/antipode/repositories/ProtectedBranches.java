package antipode.repositories;

import antipode.git.PushOrigin;
import antipode.git.PushRule;
import antipode.git.RefChange;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rules of a project about its branches, kept by whatever way a branch would change: a push, an edit, a merge, the
/// API. A rule that names a branch outweighs patterns; of several patterns whichever allows more holds. The default branch
/// is protected though no rule says so: nobody rewrites or deletes it.
@Component
public class ProtectedBranches implements PushRule {

    private static final int MOST = 200;
    private static final int LONGEST = 250;
    private static final Set<Role> LEVELS = Set.of(Role.NONE, Role.DEVELOPER, Role.MAINTAINER);

    private final JdbcClient jdbc;
    private final Access access;
    private final Members members;

    ProtectedBranches(JdbcClient jdbc, Access access, Members members) {
        this.jdbc = jdbc;
        this.access = access;
        this.members = members;
    }

    /// All rules, by name; last the one that the default branch has by itself, if no other covers it.
    public List<ProtectedBranch> of(Project project) {
        return withDefault(rules(project.id()), project.defaultBranch());
    }

    private static List<ProtectedBranch> withDefault(List<ProtectedBranch> written, String branch) {
        var all = new ArrayList<>(written);
        if (written.stream().noneMatch(rule -> rule.covers(branch))) {
            all.add(ProtectedBranch.byDefault(branch));
        }
        return all;
    }

    private List<ProtectedBranch> rules(long project) {
        return jdbc.sql("""
                select id, name, push_level, merge_level, force_push from protected_branch
                where project_id = :project order by name collate "C" """)
                .param("project", project)
                .query((row, _) -> new ProtectedBranch(
                        row.getLong(1), row.getString(2), Role.of(row.getInt(3)), Role.of(row.getInt(4)), row.getBoolean(5)))
                .list();
    }

    public Optional<ProtectedBranch> find(Project project, String name) {
        return of(project).stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /// The rule that holds for a branch; nothing if it isn't protected.
    public Optional<ProtectedBranch> covering(Project project, String branch) {
        return covering(of(project), branch);
    }

    /// Why somebody with this role can't merge into a branch; nothing if they can.
    public Optional<String> mergeRefusal(Project project, String branch, Role role) {
        return covering(project, branch).flatMap(rule -> rule.mergeRefusal(branch, role));
    }

    static Optional<ProtectedBranch> covering(List<ProtectedBranch> rules, String branch) {
        return rules.stream()
                .filter(rule -> rule.exact() && rule.covers(branch))
                .findFirst()
                .or(() -> rules.stream().filter(rule -> rule.covers(branch)).reduce(ProtectedBranch::or));
    }

    /// @param push  NONE, DEVELOPER or MAINTAINER, as is `merge`
    @Transactional
    public ProtectedBranch protect(Actor actor, Project project, String name, Role push, Role merge, boolean rewrite) {
        access.require(actor, project, Role.MAINTAINER);
        var clean = name.strip();
        if (clean.isEmpty()) {
            throw Problem.invalid("name", "can't be blank");
        }
        if (clean.length() > LONGEST || !org.eclipse.jgit.lib.Repository.isValidRefName("refs/heads/" + clean.replace('*', 'x'))) {
            throw Problem.invalid("name", "is not a name a branch can have, nor a pattern with *");
        }
        if (!LEVELS.contains(push) || !LEVELS.contains(merge)) {
            throw Problem.invalid("push_access_level", "is not one of 0, 30 and 40");
        }
        var rules = rules(project.id());
        if (rules.stream().anyMatch(rule -> rule.name().equals(clean))) {
            throw Problem.conflict("Protected branch '" + clean + "' already exists");
        }
        if (rules.size() >= MOST) {
            throw Problem.invalid("name", "is one rule too many: a project has at most " + MOST);
        }
        jdbc.sql("""
                insert into protected_branch (project_id, name, push_level, merge_level, force_push)
                values (:project, :name, :push, :merge, :rewrite) on conflict do nothing""")
                .param("project", project.id())
                .param("name", clean)
                .param("push", push.level())
                .param("merge", merge.level())
                .param("rewrite", rewrite)
                .update();
        return find(project, clean).orElseThrow();
    }

    @Transactional
    public ProtectedBranch change(Actor actor, Project project, ProtectedBranch rule, Role push, Role merge, boolean rewrite) {
        access.require(actor, project, Role.MAINTAINER);
        if (rule.implied()) {
            return protect(actor, project, rule.name(), push, merge, rewrite);
        }
        jdbc.sql("update protected_branch set push_level = :push, merge_level = :merge, force_push = :rewrite where id = :id")
                .param("push", push.level())
                .param("merge", merge.level())
                .param("rewrite", rewrite)
                .param("id", rule.id())
                .update();
        return find(project, rule.name()).orElseThrow();
    }

    /// The default branch keeps the protection it has by itself.
    @Transactional
    public void remove(Actor actor, Project project, ProtectedBranch rule) {
        access.require(actor, project, Role.MAINTAINER);
        if (rule.implied()) {
            throw Problem.bad("The default branch is always protected. Write a rule for it to say otherwise.");
        }
        jdbc.sql("delete from protected_branch where id = :id").param("id", rule.id()).update();
    }

    @Override
    public @Nullable String refusal(long repository, RefChange change, PushOrigin origin) {
        var branch = change.branch();
        if (branch == null) {
            return null;
        }
        var rule = covering(withDefault(rules(repository), head(repository)), branch).orElse(null);
        if (rule == null) {
            return null;
        }
        if (change.deleted()) {
            return origin.way() == PushOrigin.Way.GIT || !mayUnprotect(repository, origin)
                    ? "“" + branch + "” is protected and stays; a maintainer can delete it on the page of branches" : null;
        }
        if (change.kind() == RefChange.Kind.FORCED && !rule.rewrite()) {
            return "“" + branch + "” is protected: its history may not be rewritten; pull first, then push without force";
        }
        var role = role(repository, origin);
        if (origin.way() == PushOrigin.Way.MERGE) {
            return rule.mergeRefusal(branch, role).orElse(null);
        }
        // An empty repository gets its first commit from whoever may write.
        return rule.mayPush(role) || rule.implied() && change.created() ? null
                : "“" + branch + "” is protected: "
                        + (rule.push() == Role.NONE ? "nobody pushes to it" : "pushing to it takes a " + rule.push().title().toLowerCase(java.util.Locale.ROOT))
                        + "; push to another branch and open a merge request";
    }

    private boolean mayUnprotect(long project, PushOrigin origin) {
        return role(project, origin).atLeast(Role.MAINTAINER);
    }

    private Role role(long project, PushOrigin origin) {
        var id = origin.actor();
        return id == null ? Role.NONE : members.find(id).map(member -> access.level(Actor.of(member), project)).orElse(Role.NONE);
    }

    private String head(long project) {
        return jdbc.sql("select default_branch from project where id = :project")
                .param("project", project)
                .query(String.class)
                .optional()
                .orElse("main");
    }
}
