package antipode.handbook;

import antipode.issues.Issue;
import antipode.issues.IssueSection;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.repositories.Files;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Part;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Issues that ask about a paragraph. Each follows its lines through later versions of the page, and is shown there as long
/// as it is open.
@Component
public class PageQuestions implements IssueSection {

    private static final int SHOWN = 50;
    private static final int LONGEST_QUOTE = 1_500;

    private final JdbcClient jdbc;
    private final Access access;
    private final Issues issues;
    private final Files files;
    private final Knowing knowing;

    PageQuestions(JdbcClient jdbc, Access access, Issues issues, Files files, Knowing knowing) {
        this.jdbc = jdbc;
        this.access = access;
        this.issues = issues;
        this.files = files;
        this.knowing = knowing;
    }

    /// The lines a question is about.
    ///
    /// @param commit as of which they were read
    record About(String path, String title, String commit, String blob, int start, int end) {}

    /// A question on the page; it begins at a line of the page as it now is, or at 0 where its lines are gone.
    record Open(Issuable issue, int start) {}

    private record Kept(Issuable issue, String blob, int start, int end) {}

    /// Asks about the line of a page, as it now is, that holds some words.
    ///
    /// @param title what it is called; empty for the page's name
    @Transactional
    public Issue ask(Actor actor, Project project, String path, String quoted, String title, String words) {
        var file = files.locate(project.id(), project.defaultBranch(), path).orElseThrow(() -> Problem.notFound("Page"));
        var lines = text(project, file.blob()).split("\n", -1);
        int line = 1;
        while (line <= lines.length && !lines[line - 1].contains(quoted)) {
            line++;
        }
        return ask(actor, project, new About(path, Paths.spoken(path), file.commit(), file.blob(), line, line), title, words);
    }

    /// Opens the issue that asks: for whoever answers for the page.
    @Transactional
    Issue ask(Actor actor, Project project, About about, String title, String words) {
        if (words.isBlank()) {
            throw Problem.invalid("words", "can't be blank");
        }
        var lines = text(project, about.blob()).split("\n", -1);
        if (about.start() < 1 || about.end() < about.start() || about.start() > lines.length) {
            throw Problem.invalid("lines", "are no lines of this page");
        }
        var quote = new StringBuilder();
        for (int line = about.start(); line <= Math.min(about.end(), lines.length); line++) {
            quote.append("> ").append(lines[line - 1].stripTrailing()).append('\n');
        }
        var shortened = quote.length() > LONGEST_QUOTE ? quote.substring(0, LONGEST_QUOTE) + "…\n" : quote.toString();
        var permalink = Paths.page(project, about.path()) + "?at=" + about.commit() + "&why=" + about.start() + "-" + about.end() + "#L" + about.start();
        var description = shortened + "\n" + words.strip() + "\n\nAsked about [" + about.title().replace("]", "") + ", "
                + (about.start() == about.end() ? "line " + about.start() : "lines " + about.start() + "–" + about.end())
                + "](" + permalink + "), as of " + about.commit().substring(0, 8) + ".\n";
        var asked = knowing.answering(project, about.path()).filter(person -> !actor.is(person.id())).map(Person::username);
        var issue = issues.open(
                actor, project,
                new Issues.Opening(
                        "issue", title.isBlank() ? "About “" + about.title() + "”" : title.strip(), description, false, null,
                        asked.stream().toList(), List.of()),
                false);
        jdbc.sql("""
                        insert into page_question (issuable_id, project_id, path, commit, blob, start_line, end_line)
                        values (:issue, :project, :path, :commit, :blob, :start, :end)""")
                .param("issue", issue.id()).param("project", project.id()).param("path", about.path()).param("commit", about.commit())
                .param("blob", about.blob()).param("start", about.start()).param("end", about.end()).update();
        return issues.get(issue.id());
    }

    /// The open questions about a page that the reader may see.
    List<Open> on(Actor reader, Project project, String path, String blob) {
        var kept = access.bind(jdbc.sql("select " + Threads.HEADER + ", page_question.blob, page_question.start_line, page_question.end_line"
                        + " from page_question join issuable on issuable.id = page_question.issuable_id " + Threads.JOINS
                        + " where page_question.project_id = :project and page_question.path = :path and issuable.state = 'opened' and "
                        + Access.VISIBLE_ISSUABLE + " order by issuable.id limit " + SHOWN), reader)
                .param("project", project.id())
                .param("path", path)
                .query((row, number) -> new Kept(
                        Threads.header(row, number), row.getString("blob"), row.getInt("start_line"), row.getInt("end_line")))
                .list();
        Map<String, RawText> texts = new HashMap<>();
        var found = new ArrayList<Open>();
        for (var each : kept) {
            int start = each.blob().equals(blob)
                    ? each.start()
                    : followed(
                            texts.computeIfAbsent(each.blob(), id -> raw(project, id)), texts.computeIfAbsent(blob, id -> raw(project, id)),
                            each.start(), each.end());
            found.add(new Open(each.issue(), start));
        }
        return found;
    }

    private RawText raw(Project project, String blob) {
        return new RawText(text(project, blob).getBytes(StandardCharsets.UTF_8));
    }

    /// Where the lines are now: at the first of them that is still there, at the new line most like it, or at what stands in
    /// their place; 0 if they went and nothing came.
    static int followed(RawText before, RawText now, int start, int end) {
        var edits = new HistogramDiff().diff(RawTextComparator.WS_IGNORE_TRAILING, before, now);
        int shift = 0;
        for (var edit : edits) {
            if (edit.getEndA() < start) {
                shift = edit.getEndB() - edit.getEndA();
            } else if (edit.getBeginA() + 1 > start) {
                break;
            } else {
                // The first line was changed or taken away.
                int like = alike(before.getString(start - 1), now, edits);
                return like > 0 ? like
                        : edit.getEndA() < end ? edit.getEndB() + 1
                        : edit.getLengthB() > 0 ? Math.min(edit.getEndB(), edit.getBeginB() + start - edit.getBeginA()) : 0;
            }
        }
        return start + shift;
    }

    /// Which of the lines that came shares most words with one that went, and at least half of them; 0 if none does.
    private static int alike(String line, RawText now, EditList edits) {
        var words = Set.of(distinct(line));
        int best = 0;
        long most = 0;
        for (var edit : edits) {
            for (int at = edit.getBeginB(); at < edit.getEndB(); at++) {
                long common = Arrays.stream(distinct(now.getString(at))).filter(words::contains).count();
                if (common > most && common * 2 >= words.size()) {
                    most = common;
                    best = at + 1;
                }
            }
        }
        return best;
    }

    private static String[] distinct(String line) {
        return Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).distinct().toArray(String[]::new);
    }

    private String text(Project project, String blob) {
        return files.blob(project.id(), blob).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    @Override
    public int order() {
        return 5;
    }

    /// Beside the issue: which paragraph it is about, and the way to write the answer there.
    @Override
    public Optional<Part> of(Actor reader, Issue issue) {
        return access.bind(jdbc.sql("select " + Project.COLUMNS + ", page_question.path asked_path, page_question.commit,"
                        + " page_question.blob asked_blob, page_question.start_line, page_question.end_line, page.title, page.blob"
                        + " from page_question join project on project.id = page_question.project_id"
                        + " left join page on page.project_id = page_question.project_id and page.path = page_question.path"
                        + " where page_question.issuable_id = :issue and " + Access.VISIBLE_PROJECT), reader)
                .param("issue", issue.id())
                .query((row, number) -> {
                    var project = Project.read(row, number);
                    var title = row.getString("title");
                    return new AskedPart(
                            project, row.getString("asked_path"), title == null ? Paths.spoken(row.getString("asked_path")) : title,
                            row.getString("commit"), row.getInt("start_line"), row.getInt("end_line"),
                            place(project, row.getString("asked_blob"), row.getString("blob"), row.getInt("start_line"), row.getInt("end_line")),
                            issue.header().iid());
                })
                .optional()
                .map(part -> part);
    }

    private int place(Project project, String asked, @Nullable String now, int start, int end) {
        return now == null ? 0 : now.equals(asked) ? start : followed(raw(project, asked), raw(project, now), start, end);
    }
}
