package antipode.imports;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.Who;
import antipode.projects.Projects;
import antipode.projects.Teams;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/// Brings a project in the browser: an archive is sent, looked at, and written down while one watches, or goes on with other
/// things.
@Controller
class ImportController {

    private static final String AUTHOR = "author_";

    private final Imports imports;
    private final Authors authors;
    private final Projects projects;
    private final Teams teams;
    private final Namespaces namespaces;

    ImportController(Imports imports, Authors authors, Projects projects, Teams teams, Namespaces namespaces) {
        this.imports = imports;
        this.authors = authors;
        this.projects = projects;
        this.teams = teams;
        this.namespaces = namespaces;
    }

    @GetMapping("/-/imports")
    @May(Who.MEMBER)
    Page list(Actor actor) {
        return new ImportsPage(imports.of(actor), null);
    }

    @PostMapping("/-/imports")
    @May(Who.MEMBER)
    View receive(Actor actor, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return new ImportsPage(imports.of(actor), "Choose the file that GitLab or GitHub gave you.");
        }
        try (var archive = file.getInputStream()) {
            return Redirect.to(path(imports.receive(actor, archive)));
        } catch (Problem refused) {
            if (refused.status() != 422 && refused.status() != 409) {
                throw refused;
            }
            return new ImportsPage(imports.of(actor), refused.message());
        }
    }

    @GetMapping("/-/imports/{number}")
    @May(Who.MEMBER)
    Page show(@PathVariable long number, Actor actor, HttpServletResponse response) {
        var brought = imports.find(actor, number);
        if (brought.state() == Import.State.RUNNING) {
            response.setHeader("Refresh", "3");
        }
        return page(actor, brought, Map.of(), Map.of());
    }

    @PostMapping("/-/imports/{number}/start")
    @May(Who.MEMBER)
    View begin(@PathVariable long number, Actor actor, @RequestParam Map<String, String> form) {
        var brought = imports.find(actor, number);
        try {
            var namespace = teams.find(actor, form.getOrDefault("namespace", ""))
                    .orElseThrow(() -> Problem.invalid("namespace", "is no team of yours"));
            imports.begin(
                    actor, brought,
                    Imports.draft(
                            brought, namespace, form.getOrDefault("path", "").strip(), form.getOrDefault("name", ""),
                            form.getOrDefault("visibility", "private")),
                    form.getOrDefault("address", ""), said(form));
            return Redirect.to(path(brought));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return page(actor, brought, form, problem.fields());
        }
    }

    @PostMapping("/-/imports/{number}/authors")
    @May(Who.MEMBER)
    View say(@PathVariable long number, Actor actor, @RequestParam Map<String, String> form) {
        var brought = imports.find(actor, number);
        try {
            int count = authors.say(actor, brought, said(form));
            return Redirect.to(path(brought)).saying(Notice.done(
                    count == 1 ? "What they wrote stands under their name." : "What these " + count + " wrote stands under their names."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return page(actor, brought, form, problem.fields());
        }
    }

    @PostMapping("/-/imports/{number}/retry")
    @May(Who.MEMBER)
    View resume(@PathVariable long number, Actor actor) {
        var brought = imports.find(actor, number);
        imports.resume(brought);
        return Redirect.to(path(brought));
    }

    @PostMapping("/-/imports/{number}/removal")
    @May(Who.MEMBER)
    View drop(@PathVariable long number, Actor actor) {
        imports.drop(imports.find(actor, number));
        return Redirect.to("/-/imports").saying(Notice.done("The archive is gone from here."));
    }

    private Page page(Actor actor, Import brought, Map<String, String> form, Map<String, String> errors) {
        var project = brought.project();
        return new ImportPage(
                brought,
                project == null ? null : projects.visibleTo(actor).find(project).orElse(null),
                authors.of(brought),
                imports.remarks(brought),
                project == null ? places(actor) : List.of(),
                actor, form, errors);
    }

    private List<Namespace> places(Actor actor) {
        var places = new ArrayList<Namespace>();
        teams.all(actor).stream().filter(team -> projects.mayCreateIn(actor, team)).forEach(places::add);
        Member member = actor.require();
        namespaces.ofMember(member.id()).filter(own -> projects.mayCreateIn(actor, own)).ifPresent(places::add);
        return places;
    }

    /// Usernames by the numbers in `author_7`.
    private static Map<Long, String> said(Map<String, String> form) {
        var said = new HashMap<Long, String>();
        form.forEach((field, value) -> {
            if (field.matches(AUTHOR + "\\d{1,18}") && !value.isBlank()) {
                said.put(Long.valueOf(field.substring(AUTHOR.length())), value);
            }
        });
        return said;
    }

    private static String path(Import brought) {
        return "/-/imports/" + brought.id();
    }
}
