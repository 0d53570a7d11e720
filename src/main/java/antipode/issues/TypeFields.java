package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Part;
import java.util.Map;

/// The fields that a type adds to an issue, as somebody typed or sent them. Whatever is refused stands in the form again,
/// untouched.
public interface TypeFields {

    /// How they are shown in the form.
    ///
    /// @param errors what is wrong, by field; those of the fields that every issue has are among them
    Part shown(Actor writer, Project project, Map<String, String> errors);

    /// Keeps them, in the transaction that opens or changes the issue, with its header locked; or refuses, so that nothing is
    /// kept.
    void save(Actor actor, Issue locked);
}
