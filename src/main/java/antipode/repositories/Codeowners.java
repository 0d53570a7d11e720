package antipode.repositories;

import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Zones;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The owners of files, from the first of `CODEOWNERS`, `docs/CODEOWNERS` and `.gitlab/CODEOWNERS` at a revision.
@Component
public class Codeowners {

    private static final List<String> PLACES = List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
    private static final int LONGEST = 1 << 20;

    private final Files files;
    private final JdbcClient jdbc;
    private final Clock clock;
    /// A commit never changes, so neither does what it says.
    private final Cache<String, Ownership> cache = Caffeine.newBuilder().maximumSize(500).build();

    Codeowners(Files files, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What the project says at a revision; nobody owns anything where it says nothing.
    public Ownership at(long project, String revision) {
        return revision.matches("[0-9a-f]{40}") ? cache.get(project + ":" + revision, _ -> read(project, revision)) : read(project, revision);
    }

    private Ownership read(long project, String revision) {
        return PLACES.stream()
                .map(place -> files.locate(project, revision, place))
                .flatMap(Optional::stream)
                .filter(file -> !file.link() && file.size() <= LONGEST)
                .findFirst()
                .map(file -> files.blob(project, file.blob())
                        .map(bytes -> Ownership.read(file.path(), new String(bytes, StandardCharsets.UTF_8)))
                        .orElse(Ownership.NONE))
                .orElse(Ownership.NONE);
    }

    /// An owner, with the members it means: one for a member's name or mail address; those of a team; those of a role in the
    /// project. None for a name nobody has.
    ///
    /// @param team the full path, where it is a team
    public record Owning(Ownership.Owner owner, String team, List<Person> people) {}

    /// In a few questions, however many owners: in the order given. Only active members who can read the project are meant.
    public List<Owning> people(long project, Collection<Ownership.Owner> owners) {
        if (owners.isEmpty()) {
            return List.of();
        }
        Map<String, List<Person>> byName = named(project, """
                select lower(member.username) said, %s from member
                where lower(member.username) = any (:names) and %s order by member.id limit 500""", names(owners, Ownership.Owner.Kind.NAME));
        Map<String, List<Person>> byMail = named(project, """
                select lower(member.email) said, %s from member
                where lower(member.email) = any (:names) and %s order by member.id limit 500""", names(owners, Ownership.Owner.Kind.MAIL));
        Map<String, List<Person>> byTeam = named(project, """
                select lower(namespace.full_path) said, %s from namespace
                join team_member on team_member.namespace_id = namespace.id join member on member.id = team_member.member_id
                where lower(namespace.full_path) = any (:names) and namespace.kind = 'team'
                  and (team_member.expires_at is null or team_member.expires_at > :actor_today) and %s
                order by team_member.access_level desc, member.id limit 500""", names(owners, Ownership.Owner.Kind.NAME));
        var teams = teams(names(owners, Ownership.Owner.Kind.NAME));
        Map<String, List<Person>> byRole = roles(project, owners);
        return owners.stream().map(owner -> {
            var name = owner.name().toLowerCase(Locale.ROOT);
            boolean team = owner.kind() == Ownership.Owner.Kind.NAME && !byName.containsKey(name) && teams.contains(name);
            var found = switch (owner.kind()) {
                case MAIL -> byMail;
                case ROLE -> byRole;
                case NAME -> team ? byTeam : byName;
            };
            return new Owning(owner, team ? owner.name() : "", found.getOrDefault(name, List.of()));
        }).toList();
    }

    private List<String> teams(String[] names) {
        return names.length == 0 ? List.of() : jdbc.sql("select lower(full_path) from namespace where kind = 'team' and lower(full_path) = any (:names)")
                .param("names", names).query(String.class).list();
    }

    private static String[] names(Collection<Ownership.Owner> owners, Ownership.Owner.Kind kind) {
        return owners.stream().filter(owner -> owner.kind() == kind)
                .map(owner -> owner.name().toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
    }

    private Map<String, List<Person>> named(long project, String statement, String[] names) {
        return names.length == 0 ? Map.of() : ask(project, statement, names);
    }

    private Map<String, List<Person>> roles(long project, Collection<Ownership.Owner> owners) {
        var wanted = names(owners, Ownership.Owner.Kind.ROLE);
        Map<String, List<Person>> found = new LinkedHashMap<>();
        var levels = Arrays.stream(wanted)
                .map(name -> Arrays.stream(Role.values()).filter(role -> role.title().equalsIgnoreCase(name)).findFirst().orElse(null))
                .filter(Objects::nonNull)
                .toList();
        for (var role : levels) {
            found.put(role.title().toLowerCase(Locale.ROOT), ask(project, """
                    select '' said, %s from member
                    where member.id in (select project_authorization.member_id from project_authorization
                        where project_authorization.project_id = :project
                          and (project_authorization.expires_on is null or project_authorization.expires_on > :actor_today)
                        group by project_authorization.member_id having max(project_authorization.access_level) = :level) and %s
                    order by member.id limit 500""".replace(":level", Integer.toString(role.level())), wanted)
                    .getOrDefault("", List.of()));
        }
        return found;
    }

    private Map<String, List<Person>> ask(long project, String statement, String[] names) {
        Map<String, List<Person>> found = new LinkedHashMap<>();
        var columns = "member.id, member.username, member.name, member.zone, member.picture";
        var reads = "member.state = 'active' and exists (select from project where project.id = :project and "
                + Access.MEMBER_SEES_PROJECT + ")";
        var asked = jdbc.sql(statement.formatted(columns, reads))
                .param("project", project)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        (statement.contains(":names") ? asked.param("names", names) : asked)
                .query((row, _) -> found.computeIfAbsent(row.getString("said"), _ -> new ArrayList<>()).add(new Person(
                        row.getLong("id"), row.getString("username"), row.getString("name"), Zones.kept(row.getString("zone")), row.getString("picture"))))
                .list();
        return found;
    }
}
