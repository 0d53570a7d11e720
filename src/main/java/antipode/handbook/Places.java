package antipode.handbook;

import antipode.projects.Project;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/// Finds where in an address the name of a branch ends: at the longest that there is.
@Component
class Places {

    /// A branch's name may have slashes, but not endlessly many.
    private static final int MOST_STEPS = 10;

    private final Pages pages;

    Places(Pages pages) {
        this.pages = pages;
    }

    Placed find(Project project, String address) {
        var clean = Paths.clean(address);
        if (clean.isEmpty()) {
            return new Placed(project.defaultBranch(), "");
        }
        var prefixes = new ArrayList<String>();
        int end = clean.indexOf('/');
        while (end >= 0 && prefixes.size() < MOST_STEPS) {
            prefixes.add(clean.substring(0, end));
            end = clean.indexOf('/', end + 1);
        }
        if (end < 0) {
            prefixes.add(clean);
        }
        return clean.indexOf('\0') >= 0
                ? Placed.split(clean.replace("\0", "\uFFFD"), null)
                : Placed.split(clean, pages.longestRef(project.id(), prefixes));
    }
}
