package antipode.asks;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/// The page of a kind of thing, which holds a composer. The rooms that have one bring it, so that it can be shown again
/// with everything that was typed.
public interface ThreadPage {

    Issuable.Kind kind();

    /// @param draft what stands in the composer
    /// @param wrong what was refused; nothing if only the times were to be looked up
    View again(Actor actor, Project project, Role role, Issuable issuable, Draft draft, @Nullable Problem wrong);
}
