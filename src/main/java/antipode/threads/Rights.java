package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may change what in a thread.
@Component
public class Rights {

    private final JdbcClient jdbc;
    private final Access access;

    Rights(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Words and state of a thing: its author, whoever is responsible for it, and reporters upwards.
    public void requireEditor(Actor actor, Issuable issuable) {
        if (!issuable.isOf(actor)) {
            access.require(actor, issuable.projectId(), Role.REPORTER);
        }
    }

    /// Whoever takes part in the project may speak; where the discussion is locked, reporters upwards.
    public void requireSpeaker(Actor actor, Issuable locked) {
        if (!invited(actor, locked)) {
            access.require(actor, locked.projectId(), Role.GUEST);
        }
        if (locked.locked() && !access.level(actor, locked.projectId()).atLeast(Role.REPORTER)) {
            throw Problem.refused("The discussion is locked: only reporters of the project and upwards may write here now.");
        }
        if (locked.confidential() && !sees(actor, locked)) {
            throw Problem.notFound("Issue");
        }
    }

    /// Whether the actor is a guest in this one thing.
    private boolean invited(Actor actor, Issuable issuable) {
        return actor.signedIn() && actor.require().external()
                && access.bind(jdbc.sql("select exists (select from issuable where issuable.id = :id and " + Access.INVITED + ")"), actor)
                        .param("id", issuable.id())
                        .query(Boolean.class)
                        .single();
    }

    private boolean sees(Actor actor, Issuable issuable) {
        return access.bind(
                        jdbc.sql("select exists (select from issuable join project on project.id = issuable.project_id"
                                + " where issuable.id = :id and " + Access.VISIBLE_ISSUABLE + ")"),
                        actor)
                .param("id", issuable.id())
                .query(Boolean.class)
                .single();
    }

    /// Whether the actor may change words and state of a thing.
    public boolean mayEdit(Actor actor, Issuable issuable) {
        return issuable.isOf(actor) || access.level(actor, issuable.projectId()).atLeast(Role.REPORTER);
    }

    /// What one wrote oneself; maintainers may change anyone's.
    void requireWriter(Actor actor, Issuable issuable, Comment comment) {
        if (!actor.is(comment.author().id())) {
            access.require(actor, issuable.projectId(), Role.MAINTAINER);
        }
    }

    /// Whether a thread is done with: whoever began it, whoever may change the thing, and reporters upwards may say so.
    void requireResolver(Actor actor, Issuable issuable, Comment first) {
        if (!actor.is(first.author().id())) {
            requireEditor(actor, issuable);
        }
    }
}
