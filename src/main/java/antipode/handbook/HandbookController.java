package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Reading a handbook.
@Controller
class HandbookController {

    private final Handbooks handbooks;
    private final PageSources sources;
    private final Pages pages;
    private final ProjectHeads heads;

    HandbookController(Handbooks handbooks, PageSources sources, Pages pages, ProjectHeads heads) {
        this.sources = sources;
        this.handbooks = handbooks;
        this.pages = pages;
        this.heads = heads;
    }

    /// The workspace's handbook: the one called so, or the only one.
    @GetMapping("/-/handbook")
    @May(Who.ANYONE)
    View first(Actor reader) {
        var all = pages.visibleTo(reader);
        boolean clear = all.size() == 1 || !all.isEmpty() && all.getFirst().fullPath().endsWith("/handbook");
        return Redirect.to(clear ? "/" + all.getFirst().fullPath() + "/-/handbook" : "/-/handbooks");
    }

    @GetMapping("/-/handbooks")
    @May(Who.ANYONE)
    Page list(Actor reader) {
        return new HandbooksPage(pages.visibleTo(reader));
    }

    /// Programs that ask for a page by its file's name get the Markdown, as does whoever asks for it plain.
    @GetMapping({"/{project}/-/handbook", "/{project}/-/handbook/{*path}"})
    @May(value = Who.READER, published = true)
    View read(
            @PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at,
            @RequestParam Optional<String> plain, HttpServletRequest request) {
        var address = path.orElse("");
        if (plain.isPresent() || Paths.isPage(address) && forPrograms(request)) {
            if (handbooks.outside(reader, project)) {
                throw Problem.notFound("Page");
            }
            return new Written(sources.written(project, at.orElse(null), address).orElseThrow(() -> Problem.notFound("Page")));
        }
        return show(path, project, role, reader, at, null, false);
    }

    /// A browser says that it takes html; what fetches for a page of ours says where it comes from.
    private static boolean forPrograms(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return accepted != null && !accepted.contains("text/html") && request.getHeader("Sec-Fetch-Mode") == null
                && (accepted.contains("text/markdown") || accepted.contains("text/plain") || accepted.contains("*/*"));
    }

    /// The text of a page as it is written.
    private record Written(String text) implements View {
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/markdown;charset=UTF-8");
            response.setHeader("Vary", "Accept");
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Asked of some lines. Like all that tells who wrote what, it may have to work it out, and keeps what it found.
    @GetMapping(path = {"/{project}/-/handbook", "/{project}/-/handbook/{*path}"}, params = "why")
    @May(Who.READER)
    @OwnTransactions
    View explain(
            @PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at, @RequestParam String why) {
        return show(path, project, role, reader, at, why, false);
    }

    @GetMapping(path = {"/{project}/-/handbook", "/{project}/-/handbook/{*path}"}, params = {"blame", "!why"})
    @May(Who.READER)
    @OwnTransactions
    View blame(@PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at) {
        return show(path, project, role, reader, at, null, true);
    }

    private View show(
            Optional<String> path, Project project, Role role, Actor reader, Optional<String> at, @Nullable String why, boolean blame) {
        return handbooks.show(
                reader, heads.of(project, role), new Handbooks.Wish(path.orElse(""), at.orElse(null), why, blame));
    }
}
