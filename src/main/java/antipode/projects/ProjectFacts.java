package antipode.projects;

import antipode.people.Actor;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// What only upper rooms know of projects, and the API tells. Each room declares what it knows as a bean.
public interface ProjectFacts {

    /// Those of these projects that nothing was pushed to yet.
    default Set<Long> empty(Collection<Project> projects) {
        return Set.of();
    }

    /// The path of the file that each project's front page shows, by project.
    default Map<Long, String> readmes(Collection<Project> projects) {
        return Map.of();
    }

    /// How many open issues of each project this reader may see.
    default Map<Long, Integer> openIssues(Actor reader, Collection<Project> projects) {
        return Map.of();
    }
}
