package antipode.delivery;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/// Of how much one hears, in GitLab's form; for everywhere also when and by which way, which GitLab doesn't ask.
@Api
class LevelApi {

    private final Levels levels;
    private final Wishes wishes;
    private final Teams teams;

    LevelApi(Levels levels, Wishes wishes, Teams teams) {
        this.levels = levels;
        this.wishes = wishes;
        this.teams = teams;
    }

    /// @param events each of GitLab's names that we know, where the level is `custom`
    record LevelJson(String level, Map<String, Boolean> events) {}

    record GlobalJson(
            String level, String notificationEmail, Map<String, Boolean> events, String mode, String channel,
            boolean notifiedOfOwnActivity) {}

    @GetMapping("/notification_settings")
    @May(Who.MEMBER)
    GlobalJson everywhere(Member member) {
        return json(member, wishes.of(member.id()));
    }

    @PutMapping("/notification_settings")
    @May(Who.MEMBER)
    GlobalJson sayEverywhere(Member member, Parameters parameters) {
        String[] known = known("level", "mode", "channel", "notified_of_own_activity", "notification_email");
        parameters.atLeastOneOf(known);
        Wish before = wishes.of(member.id());
        Level level = level(parameters, before.level(), Level.keys().subList(1, Level.keys().size()));
        String mode = parameters.oneOf("mode", Mode.keys());
        String channel = parameters.oneOf("channel", "mail", "chat");
        Wish after = before.with(level, events(parameters, before.events()))
                .with(mode == null ? before.mode() : Mode.of(mode))
                .with(channel == null ? before.channel() : Channel.of(channel))
                .withOwn(parameters.bool("notified_of_own_activity", before.own()));
        wishes.save(member.id(), after);
        return json(member, after);
    }

    @GetMapping("/projects/{id}/notification_settings")
    @May(Who.GUEST)
    LevelJson ofProject(Project project, Actor actor) {
        return json(levels.of(actor.id(), Place.of(project)));
    }

    @PutMapping("/projects/{id}/notification_settings")
    @May(Who.GUEST)
    LevelJson sayOfProject(Project project, Actor actor, Parameters parameters) {
        return say(actor, Place.of(project), parameters);
    }

    @GetMapping("/groups/{group}/notification_settings")
    @May(Who.MEMBER)
    LevelJson ofTeam(@PathVariable String group, Actor actor) {
        return json(levels.of(actor.id(), Place.of(team(group, actor))));
    }

    @PutMapping("/groups/{group}/notification_settings")
    @May(Who.MEMBER)
    LevelJson sayOfTeam(@PathVariable String group, Actor actor, Parameters parameters) {
        return say(actor, Place.of(team(group, actor)), parameters);
    }

    private LevelJson say(Actor actor, Place place, Parameters parameters) {
        parameters.atLeastOneOf(known("level"));
        Levels.Stated before = levels.of(actor.id(), place);
        Levels.Stated after = new Levels.Stated(
                level(parameters, before.level(), Level.keys()), events(parameters, before.events()));
        levels.say(actor.id(), place, after);
        return json(after);
    }

    private static Level level(Parameters parameters, Level before, List<String> allowed) {
        String level = parameters.oneOf("level", allowed);
        return level == null ? before : Level.of(level);
    }

    private static List<String> events(Parameters parameters, List<String> before) {
        List<String> chosen = new ArrayList<>();
        for (String event : Level.Event.keys()) {
            if (parameters.bool(event, before.contains(event))) {
                chosen.add(event);
            }
        }
        return chosen;
    }

    private static String[] known(String... others) {
        List<String> known = new ArrayList<>(List.of(others));
        known.addAll(Level.Event.keys());
        return known.toArray(String[]::new);
    }

    private static LevelJson json(Levels.Stated stated) {
        return new LevelJson(stated.level().key(), shown(stated.level(), stated.events()));
    }

    private static GlobalJson json(Member member, Wish wish) {
        return new GlobalJson(
                wish.level().key(), member.email(), shown(wish.level(), wish.events()), wish.mode().key(), wish.channel().key(),
                wish.own());
    }

    private static Map<String, Boolean> shown(Level level, List<String> events) {
        Map<String, Boolean> shown = new LinkedHashMap<>();
        if (level == Level.CUSTOM) {
            Level.Event.keys().forEach(event -> shown.put(event, events.contains(event)));
        }
        return shown;
    }

    private Namespace team(String group, Actor actor) {
        return teams.find(actor, group)
                .filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group"));
    }
}
