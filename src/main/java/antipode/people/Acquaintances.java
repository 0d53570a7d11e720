package antipode.people;

import antipode.web.Problem;
import java.util.List;
import java.util.Optional;

/// Whom somebody may know of: their page, their hours, when they are away. What people share is known to a room above.
public interface Acquaintances {

    /// Those of them whom the actor may know of, in their order: one question at most.
    List<Member> among(Actor actor, List<Member> members);

    /// This one; somebody the actor may not know of isn't found.
    default Member known(Actor actor, Optional<Member> member) {
        return member.flatMap(one -> among(actor, List.of(one)).stream().findFirst()).orElseThrow(() -> Problem.notFound("User"));
    }
}
