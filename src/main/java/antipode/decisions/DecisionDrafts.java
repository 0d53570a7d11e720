package antipode.decisions;

import antipode.issues.Issue;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Comments;
import antipode.threads.Door;
import antipode.threads.Events;
import antipode.threads.FurtherWords;
import antipode.threads.Issuable;
import antipode.threads.Resolutions;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.web.Problem;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps what stands to choose, while it does. Every verb runs with the thread's header locked.
@Component
class DecisionDrafts {

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 20_000;

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final Supersessions supersessions;
    private final DecisionPages pages;
    private final Threads threads;
    private final Comments comments;
    private final Resolutions resolutions;
    private final FurtherWords words;
    private final Events events;
    private final Access access;
    private final Projects projects;
    private final Clock clock;

    DecisionDrafts(
            JdbcClient jdbc,
            DecisionRows rows,
            Supersessions supersessions,
            DecisionPages pages,
            Threads threads,
            Comments comments,
            Resolutions resolutions,
            FurtherWords words,
            Events events,
            Access access,
            Projects projects,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.supersessions = supersessions;
        this.pages = pages;
        this.threads = threads;
        this.comments = comments;
        this.resolutions = resolutions;
        this.words = words;
        this.events = events;
        this.access = access;
        this.projects = projects;
        this.clock = clock;
    }

    /// The bare row of an issue that has become a decision.
    void begin(long id) {
        jdbc.sql("insert into decision (id) values (:id)").param("id", id).update();
    }

    void leave(long id) {
        jdbc.sql("delete from decision where id = :id").param("id", id).update();
    }

    /// Keeps all that stands in the draft, or nothing of it. Questions without an answer become threads.
    @Transactional
    public void save(Actor actor, Issue locked, DecisionDraft draft) {
        Issuable header = locked.header();
        threads.requireEditor(actor, header);
        Decision before = rows.get(locked.id());
        if (!before.proposed()) {
            throw Problem.conflict("It is " + before.status().key() + "; what stood to choose stays as it was.");
        }
        if (draft.version() != null && draft.version() != before.version()) {
            throw Problem.invalid(
                    "decision_version", "Somebody changed what stands to choose while you were writing. Yours is below, untouched.");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        Door door = door(actor, before, draft, wrong);
        LocalDate review = Days.read(draft.reviewOn(), today(actor), wrong);
        options(draft, wrong);
        questions(draft, wrong);
        Long older = supersessions.read(actor, header, draft.supersedes(), wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        boolean changed = differs(before, draft) && before.version() > 1;
        Long note = changed ? events.append(actor, header, "options", Map.of()) : null;
        if (before.version() > 1 && before.door() != door) {
            events.append(actor, header, "door", Map.of("to", door.key(), "because", draft.doorReason()));
        }
        jdbc.sql("""
                        update decision set door = :door, door_reason = :reason, review_on = :review, supersedes_id = :older,
                                            version = version + 1
                        where id = :id""")
                .param("door", door.key())
                .param("reason", door == Door.ONE_WAY ? draft.doorReason() : "")
                .param("review", review)
                .param("older", older, Types.BIGINT)
                .param("id", header.id())
                .update();
        keepOptions(actor, header, note, draft.options());
        keepQuestions(actor, header, note, before.questions(), draft.questions());
        pages.follow(actor, rows.get(header.id()));
        threads.touch(header.id());
        words.find(threads.get(header.id()));
    }

    /// Adds an option to those there are.
    Decision.Option add(Actor actor, Decision decision, String title) {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw Problem.invalid("option", title.isBlank() ? "is missing: say what is chosen" : "is too long (maximum is 255 characters)");
        }
        long id = keep(actor, decision.header(), null, decision.options().size(), new DecisionDraft.Option(title, "", ""));
        return new Decision.Option(id, title, "", "", "", "");
    }

    private Door door(Actor actor, Decision before, DecisionDraft draft, Map<String, String> wrong) {
        Door door = Door.of(draft.door());
        if (door == Door.ONE_WAY && draft.doorReason().isBlank()) {
            wrong.put("door_reason", "Say what can’t be taken back.");
        }
        if (draft.doorReason().length() > 1000) {
            wrong.put("door_reason", "is too long (maximum is 1000 characters)");
        }
        if (before.oneWay() && door == Door.TWO_WAY && before.version() > 1
                && !access.level(actor, before.header().projectId()).atLeast(Role.MAINTAINER)) {
            wrong.put("door", "Only a maintainer makes a one-way door two-way again.");
        }
        return door;
    }

    private static void options(DecisionDraft draft, Map<String, String> wrong) {
        if (draft.options().size() > DecisionDraft.MOST_OPTIONS) {
            wrong.put("options", "are too many (maximum is " + DecisionDraft.MOST_OPTIONS + ")");
        }
        for (int i = 0; i < draft.options().size(); i++) {
            DecisionDraft.Option option = draft.options().get(i);
            String title = option.title();
            if (title.isEmpty()) {
                wrong.put("option_" + i, "An option has a name, so that it can be chosen.");
            } else if (title.length() > LONGEST_TITLE) {
                wrong.put("option_" + i, "is too long (maximum is " + LONGEST_TITLE + " characters)");
            } else if (draft.options().subList(0, i).stream().anyMatch(other -> other.title().equalsIgnoreCase(title))) {
                wrong.put("option_" + i, "There is one of this name already.");
            }
            if (option.pro().length() > LONGEST_TEXT || option.con().length() > LONGEST_TEXT) {
                wrong.put("pro_" + i, "is too long (maximum is " + LONGEST_TEXT + " characters)");
            }
        }
    }

    private static void questions(DecisionDraft draft, Map<String, String> wrong) {
        if (draft.questions().size() > DecisionDraft.MOST_QUESTIONS) {
            wrong.put("questions", "are too many (maximum is " + DecisionDraft.MOST_QUESTIONS + ")");
        }
        for (int i = 0; i < draft.questions().size(); i++) {
            DecisionDraft.Question question = draft.questions().get(i);
            if (question.question().isEmpty()) {
                wrong.put("question_" + i, "Say what they will ask.");
            } else if (question.question().length() > 1000 || question.answer().length() > LONGEST_TEXT) {
                wrong.put("question_" + i, "is too long (maximum is 1000 characters, of an answer " + LONGEST_TEXT + ")");
            }
        }
    }

    private static boolean differs(Decision before, DecisionDraft draft) {
        DecisionDraft kept = DecisionDraft.of(before, draft.supersedes());
        return !kept.options().equals(draft.options()) || !kept.questions().equals(draft.questions());
    }

    private void keepOptions(Actor actor, Issuable header, @Nullable Long note, List<DecisionDraft.Option> options) {
        jdbc.sql("delete from decision_option where decision_id = :id").param("id", header.id()).update();
        for (int i = 0; i < options.size(); i++) {
            keep(actor, header, note, i, options.get(i));
        }
    }

    private long keep(Actor actor, Issuable header, @Nullable Long note, int place, DecisionDraft.Option option) {
        return jdbc.sql("""
                        insert into decision_option (decision_id, place, title, pro, pro_html, con, con_html)
                        values (:decision, :place, :title, :pro, :pro_html, :con, :con_html) returning id""")
                .param("decision", header.id())
                .param("place", place)
                .param("title", option.title())
                .param("pro", option.pro())
                .param("pro_html", words.read(actor, header, note, option.pro()).html())
                .param("con", option.con())
                .param("con_html", words.read(actor, header, note, option.con()).html())
                .query(Long.class)
                .single();
    }

    /// One that had a thread keeps it, as long as it is asked in the same words; an answer settles it.
    private void keepQuestions(
            Actor actor, Issuable header, @Nullable Long note, List<Decision.Question> before, List<DecisionDraft.Question> questions) {
        jdbc.sql("delete from decision_question where decision_id = :id").param("id", header.id()).update();
        for (int i = 0; i < questions.size(); i++) {
            DecisionDraft.Question question = questions.get(i);
            Decision.Question had = before.stream()
                    .filter(one -> one.question().equals(question.question()) && one.note() != null)
                    .findFirst()
                    .orElse(null);
            Long thread = had == null ? null : had.note();
            if (thread == null && question.answer().isEmpty()) {
                thread = comments.write(actor, header, new Writing("**" + question.question() + "**", null, List.of())).id();
                resolutions.begin(actor, header, thread);
            } else if (had != null && thread != null && !had.resolved() && !question.answer().isEmpty()) {
                resolutions.resolve(actor, header, thread, true);
            }
            jdbc.sql("""
                            insert into decision_question (decision_id, place, question, answer, answer_html, note_id)
                            values (:decision, :place, :question, :answer, :html, :note)""")
                    .param("decision", header.id())
                    .param("place", i)
                    .param("question", question.question())
                    .param("answer", question.answer())
                    .param("html", words.read(actor, header, note, question.answer()).html())
                    .param("note", thread, Types.BIGINT)
                    .update();
        }
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), actor.require().zone());
    }
}
