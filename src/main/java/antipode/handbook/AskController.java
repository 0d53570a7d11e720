package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Asking about a paragraph, and saying that a page is right.
@Controller
class AskController {

    private static final Pattern LINES = Pattern.compile("(\\d{1,7})-(\\d{1,7})");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final PageSources sources;
    private final PageQuestions questions;
    private final PageReviews reviews;
    private final Knowing knowing;
    private final ProjectHeads heads;

    AskController(PageSources sources, PageQuestions questions, PageReviews reviews, Knowing knowing, ProjectHeads heads) {
        this.sources = sources;
        this.questions = questions;
        this.reviews = reviews;
        this.knowing = knowing;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/ask/{*path}")
    @May(Who.GUEST)
    View form(
            @PathVariable String path, @RequestParam(defaultValue = "") String lines, @RequestParam(defaultValue = "") String at,
            Project project, Role role, Actor actor) {
        var about = about(project, path, lines, at);
        return page(project, role, about, "", "", Map.of());
    }

    @PostMapping("/{project}/-/ask/{*path}")
    @May(Who.GUEST)
    View ask(@PathVariable String path, @RequestParam Map<String, String> form, Project project, Role role, Actor actor) {
        var about = about(project, path, form.getOrDefault("lines", ""), form.getOrDefault("at", ""));
        var title = form.getOrDefault("title", "");
        var words = form.getOrDefault("words", "").replace("\r\n", "\n");
        try {
            return Redirect.to(questions.ask(actor, project, about, title, words).header().path());
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return page(project, role, about, title, words, wrong.fields());
        }
    }

    private AskPage page(Project project, Role role, PageQuestions.About about, String title, String words, Map<String, String> errors) {
        var quoted = sources.read(project, about.commit(), about.path()).map(PageSources.Read::blocks).orElse(List.of()).stream()
                .filter(block -> block.start() <= about.end() && block.end() >= about.start())
                .map(block -> antipode.markdown.Markdown.unresolved(block.html()).replaceAll(" id=\"[^\"]*\"", ""))
                .toList();
        return new AskPage(
                heads.of(project, role), about, String.join("\n", quoted), knowing.answering(project, about.path()).orElse(null), title, words,
                new LinkedHashMap<>(errors));
    }

    private PageQuestions.About about(Project project, String path, String lines, String at) {
        var matched = LINES.matcher(lines);
        var page = sources.read(project, COMMIT.matcher(at).matches() ? at : null, path).orElseThrow(() -> Problem.notFound("Page"));
        if (!matched.matches()) {
            // About the page as a whole: its first block stands for it.
            var first = page.blocks().isEmpty() ? null : page.blocks().getFirst();
            return new PageQuestions.About(
                    page.path(), page.title(), page.commit(), page.blob(), first == null ? 1 : first.start(), first == null ? 1 : first.end());
        }
        int from = Integer.parseInt(matched.group(1));
        int to = Integer.parseInt(matched.group(2));
        if (page.blocks().stream().noneMatch(block -> block.start() <= to && block.end() >= from)) {
            throw Problem.notFound("Paragraph");
        }
        return new PageQuestions.About(page.path(), page.title(), page.commit(), page.blob(), from, to);
    }

    @PostMapping("/{project}/-/verified/{*path}")
    @May(Who.GUEST)
    View verify(
            @PathVariable String path, @RequestParam(defaultValue = "") String blob, @RequestParam(defaultValue = "") String next,
            Project project, Actor actor) {
        var page = Paths.clean(path);
        var verified = reviews.verify(actor, project, page, blob, day(next));
        var again = verified.nextOn();
        return Redirect.to(Paths.page(project, page)).saying(Notice.done(
                "You found this page right today." + (again == null ? "" : " It comes back on " + again + ".")));
    }

    static @Nullable LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException noDay) {
            throw Problem.invalid("next", "is no day; write it like 2027-03-01");
        }
    }
}
