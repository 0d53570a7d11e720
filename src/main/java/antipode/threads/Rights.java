package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import org.springframework.stereotype.Component;

/// Who may change what in a thread.
@Component
class Rights {

    private final Access access;

    Rights(Access access) {
        this.access = access;
    }

    /// Words and state of a thing: its author, whoever is responsible for it, and reporters upwards.
    void requireEditor(Actor actor, Issuable issuable) {
        if (!issuable.isOf(actor)) {
            access.require(actor, issuable.projectId(), Role.REPORTER);
        }
    }

    /// What one wrote oneself; maintainers may change anyone's.
    void requireWriter(Actor actor, Issuable issuable, Comment comment) {
        if (!actor.is(comment.author().id())) {
            access.require(actor, issuable.projectId(), Role.MAINTAINER);
        }
    }
}
