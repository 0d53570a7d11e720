package antipode.feeds;

import antipode.people.Actor;
import antipode.people.May;
import antipode.projects.ProjectPaths;
import antipode.projects.Projects;
import antipode.web.Problem;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which pages can be read as a feed: those of which a handler says so.
@Component
class FeedRoutes {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final Projects projects;

    FeedRoutes(ObjectProvider<RequestMappingHandlerMapping> mappings, Projects projects) {
        this.mappings = mappings;
        this.projects = projects;
    }

    /// Refuses a page that isn't one of ours, that has no such feed, or that belongs to a project the actor may not see.
    void require(Actor actor, FeedAddress.Kind kind, String page) {
        int query = page.indexOf('?');
        String path = (query < 0 ? page : page.substring(0, query)) + "." + kind.key();
        boolean plain = path.startsWith("/")
                && page.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>' && c != '#');
        PathMatchInfo found = (plain ? match(path) : Optional.<PathMatchInfo>empty())
                .orElseThrow(() -> Problem.invalid("page", "is no list or thread that can be read as "
                        + (kind == FeedAddress.Kind.ICS ? "a calendar" : "a feed")));
        String project = found.getUriVariables().get("project");
        if (project != null && projects.visibleTo(actor).find(project).isEmpty()) {
            throw Problem.notFound("Project");
        }
    }

    private Optional<PathMatchInfo> match(String path) {
        PathContainer parsed = PathContainer.parsePath(ProjectPaths.joined(path));
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> handler.getValue().getMethodAnnotation(May.class) instanceof May may && may.feed())
                .flatMap(handler -> handler.getKey().getPatternValues().stream())
                .map(PathPatternParser.defaultInstance::parse)
                .sorted(PathPattern.SPECIFICITY_COMPARATOR)
                .filter(pattern -> pattern.matches(parsed))
                .findFirst()
                .map(pattern -> pattern.matchAndExtract(parsed));
    }
}
