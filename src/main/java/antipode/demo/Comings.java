package antipode.demo;

import antipode.guests.Guests;
import antipode.invitations.Invitations;
import antipode.leaving.Departures;
import antipode.onboarding.Greetings;
import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who comes, visits and goes as the story ends.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Comings {

    private final Invitations invitations;
    private final Guests guests;
    private final Departures departures;
    private final Greetings greetings;
    private final Threads threads;
    private final JdbcClient jdbc;

    Comings(
            Invitations invitations, Guests guests, Departures departures, Greetings greetings, Threads threads,
            JdbcClient jdbc) {
        this.invitations = invitations;
        this.guests = guests;
        this.departures = departures;
        this.greetings = greetings;
        this.threads = threads;
        this.jdbc = jdbc;
    }

    void end(Company company) {
        // They have been here for long.
        company.cast().values().forEach(actor -> greetings.seen(actor.require()));
        Script.Comings comings = company.script().comings();
        comings.invitations().forEach(one -> company.by(one.by(), () -> invitations.invite(company.actor(one.by()), one.people(), one.to())));
        comings.guests().forEach(one -> company.by(one.by(), () -> guests.invite(
                company.actor(one.by()), thing(company.actor(one.by()), one.project(), one.issue()), one.email(), one.name(),
                one.until().on(company.tuesday()))));
        String administrator = company.administrator().require().username();
        comings.leavers().forEach(one -> company.by(administrator, () -> leaves(company, one)));
    }

    private void leaves(Company company, Script.Leaver told) {
        Actor administrator = company.administrator();
        var leaver = company.actor(told.username()).require();
        departures.passOnAll(administrator, leaver, company.actor(told.successor()).require());
        departures.deactivate(administrator, leaver);
    }

    private Issuable thing(Actor actor, String project, String title) {
        return threads.find(actor, jdbc.sql("""
                        select issuable.id from issuable join project on project.id = issuable.project_id
                        where project.full_path = :project and issuable.title = :title""")
                .param("project", project).param("title", title).query(Long.class).single());
    }
}
