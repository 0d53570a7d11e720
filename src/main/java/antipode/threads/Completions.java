package antipode.threads;

import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.markdown.Emoji;
import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Labels;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What somebody could mean by what they have begun to type: `@ke`, `#12`, `!rev`, `~wea`, `%`, `:tad`, `/as`. Nothing that
/// they, or those they name, may not see is ever offered.
@Component
class Completions {

    private static final int MOST = 8;

    /// Titles are looked for among this many that changed last, so that it costs the same in a project of a million.
    private static final int NEWEST = 1_000;

    private final JdbcClient jdbc;
    private final Access access;
    private final Labels labels;
    private final Milestones milestones;
    private final Projects projects;
    private final Teams teams;
    private final QuickActions quick;
    private final Capacities capacities;
    private final Clock clock;

    Completions(
            JdbcClient jdbc,
            Access access,
            Labels labels,
            Milestones milestones,
            Projects projects,
            Teams teams,
            QuickActions quick,
            Capacities capacities,
            Clock clock) {
        this.capacities = capacities;
        this.clock = clock;
        this.jdbc = jdbc;
        this.access = access;
        this.labels = labels;
        this.milestones = milestones;
        this.projects = projects;
        this.teams = teams;
        this.quick = quick;
    }

    /// One thing to choose.
    ///
    /// @param value what then stands in the text, with its sign
    record Offer(String value, String text, String hint) {}

    /// @param at   what is written at, which the actor may see
    /// @param sign `@`, `#`, `!`, `~`, `%`, `:` or `/`; another one means nothing
    /// @param part what was typed behind it
    @Transactional(readOnly = true)
    public List<Offer> of(Actor actor, Issuable at, String sign, String part) {
        if (part.length() > 60) {
            return List.of();
        }
        return switch (sign) {
            case "@" -> Stream.concat(people(actor, at, part), teams(actor, at, part)).limit(MOST).toList();
            case "#" -> things(actor, at, Issuable.Kind.ISSUE, part);
            case "!" -> things(actor, at, Issuable.Kind.MERGE_REQUEST, part);
            case "~" -> labels.of(at.projectId()).stream()
                    .filter(label -> contains(label.name(), part))
                    .map(label -> new Offer("~" + quoted(label.name()), label.name(), label.description()))
                    .limit(MOST)
                    .toList();
            case "%" -> milestones.offered(at.projectId()).stream()
                    .filter(milestone -> contains(milestone.title(), part))
                    .map(milestone -> new Offer("%" + quoted(milestone.title()), milestone.title(), milestone.place()))
                    .limit(MOST)
                    .toList();
            case ":" -> Emoji.like(part, MOST).stream()
                    .map(emoji -> new Offer(emoji.sign(), emoji.sign() + " " + emoji.name(), ""))
                    .toList();
            case "/" -> quick.help(at).stream()
                    .filter(help -> help.name().startsWith(part.toLowerCase(Locale.ROOT)))
                    .map(help -> new Offer("/" + help.name(), help.usage(), help.sentence()))
                    .toList();
            default -> List.of();
        };
    }

    /// Whoever takes part in the thread first, then whoever belongs to the project, then whoever else may see it.
    private Stream<Offer> people(Actor actor, Issuable at, String part) {
        Instant now = clock.instant();
        boolean there = at.id() != 0;
        List<Person> people = access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone, member.picture
                                from member
                                join project on project.id = :project
                                """ + (there ? "join issuable on issuable.id = :thing\n" : "") + """
                                left join (
                                    select member_id, min(place) place
                                    from (select member_id, 1 place from subscription where issuable_id = :thing
                                          union all
                                          select member_id, 2 from project_authorization where project_id = :project) each_of
                                    group by member_id) near on near.member_id = member.id
                                where member.state = 'active'
                                  and (lower(member.username) like :begins or lower(member.name) like :begins
                                       or lower(member.name) like :word)
                                  and (near.place is not null or :actor_internal)
                                  and\s""" + (there ? Access.MEMBER_SEES_ISSUABLE : Access.MEMBER_SEES_PROJECT) + """
                                 order by coalesce(near.place, 3), lower(member.username) like :begins desc, lower(member.name), member.id
                                limit 8"""),
                        actor)
                .param("project", at.projectId())
                .param("thing", at.id())
                .param("begins", pattern(part) + "%")
                .param("word", "% " + pattern(part) + "%")
                .query((row, _) -> Threads.person(row, ""))
                .list();
        Map<Long, Capacity> standing = capacities.of(people.stream().map(Person::id).toList(), now);
        return people.stream().map(person -> {
            Capacity capacity = standing.get(person.id());
            String room = capacity == null || !capacity.worthKnowing() ? "" : ", " + lower(capacity.standing(now, actor.require().zone()));
            return new Offer("@" + person.username(), person.name(), "@" + person.username() + ", " + person.place() + room);
        });
    }

    /// Of a private project only the teams it lies in.
    private Stream<Offer> teams(Actor actor, Issuable at, String part) {
        Project project = projects.unrestricted(at.projectId()).orElseThrow();
        return teams.all(actor).stream()
                .filter(team -> contains(team.fullPath(), part) || contains(team.name(), part))
                .filter(team -> project.visibility() != Visibility.PRIVATE || liesIn(project, team))
                .map(team -> new Offer("@" + team.fullPath(), team.name(), "@" + team.fullPath() + ", a team"));
    }

    private static boolean liesIn(Project project, Namespace team) {
        return project.fullPath().toLowerCase(Locale.ROOT).startsWith(team.fullPath().toLowerCase(Locale.ROOT) + "/");
    }

    private List<Offer> things(Actor actor, Issuable at, Issuable.Kind kind, String part) {
        List<Issuable> found = access.bind(
                        jdbc.sql(Threads.SELECT + """
                                where issuable.id in (
                                    (select near.id from (
                                        select one.id, one.iid, one.title, one.state from issuable one
                                        where one.project_id = :project and one.kind = :kind
                                        order by one.updated_at desc, one.id desc limit :newest) near
                                     where near.iid::text like :begins or lower(near.title) like :within
                                     limit 200)
                                    union all
                                    select one.id from issuable one
                                    where one.project_id = :project and one.kind = :kind and one.iid = :number)
                                  and\s""" + Access.VISIBLE_ISSUABLE + """
                                 order by issuable.iid = :number desc, issuable.state = 'opened' desc, issuable.updated_at desc,
                                          issuable.id desc
                                limit 8"""),
                        actor)
                .param("project", at.projectId())
                .param("kind", kind.key())
                .param("newest", NEWEST)
                .param("begins", pattern(part) + "%")
                .param("within", "%" + pattern(part) + "%")
                .param("number", part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
                .query(Threads::header)
                .list();
        return found.stream()
                .map(thing -> new Offer(thing.reference(), thing.reference() + " " + thing.title(), thing.open() ? "" : thing.state().key()))
                .toList();
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static boolean contains(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT).replace("\"", ""));
    }

    private static String quoted(String name) {
        return name.matches("[\\p{L}\\p{N}_.?&:-]+") ? name : "\"" + name.replace("\"", "") + "\"";
    }

    private static String pattern(String typed) {
        return typed.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
