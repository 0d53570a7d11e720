package antipode.issues;

import antipode.projects.Project;
import java.util.Optional;

/// Another way to open an issue than its form. Each room that has one brings it.
public interface OtherWay {

    /// How the form names it, and where it leads.
    record Way(String words, String path) {}

    /// Nothing where it is not to be had.
    Optional<Way> of(Project project);
}
