package antipode.bench;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Person;
import antipode.search.Document;
import antipode.search.Documents;
import antipode.threads.Text;
import antipode.todos.Idleness;
import antipode.todos.Turns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes many rows at once, each as the verbs would have written it: `Members.create`, `Issues.open`, `Comments.write`,
/// `Issues.close`, and what these set off. What is told in the background afterwards (the outbox, notices, letters) is left
/// out, as if it had been delivered and swept long ago.
final class Seeder implements AutoCloseable {

    private static final int BATCH = 4_000;
    private static final int MOST_TOLD = 50;

    /// Of so many texts it is remembered what they look like.
    private static final int REMEMBERED = 80_000;

    private final Connection connection;
    private final Findable found;
    private final ExecutorService writing = Executors.newSingleThreadExecutor();
    private final Map<String, String> rendered = new ConcurrentHashMap<>();
    private final JsonMapper json = JsonMapper.builder().build();

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> named = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<Long, Schedule> schedules = new HashMap<>();

    private final Rows issuables = new Rows("issuable", "id, project_id, kind, type, iid, title, description, description_html,"
            + " author_id, dri_id, state, confidential, comment_count, created_at, updated_at, closed_at, closed_by");
    private final Rows issues = new Rows("issue", "id");
    private final Rows assignees = new Rows("issuable_assignee", "issuable_id, member_id");
    private final Rows labels = new Rows("issuable_label", "issuable_id, label_id");
    private final Rows comments = new Rows("comment", "id, issuable_id, thread_id, author_id, body, body_html, created_at, updated_at");
    private final Rows events = new Rows("event", "id, project_id, issuable_id, actor_id, action, detail, created_at");
    private final Rows references = new Rows("reference", "source_id, target_id, kind, note_id, created_at");
    private final Rows subscriptions = new Rows("subscription", "issuable_id, member_id, reason");
    private final Rows todos = new Rows("todo", "id, kind, issuable_id, member_id, action, by_id, note_id, question, since,"
            + " deliver_from, idle_at, state, done_at, done_by, done_cause, done_note_id");
    private final Rows reasons = new Rows("todo_reason", "todo_id, action, by_id, note_id, since");
    private final List<Rows> tables = List.of(
            issuables, issues, assignees, labels, comments, events, references, subscriptions, todos, reasons);

    private final Ids memberIds;
    private final Ids issuableIds;
    private final Ids noteIds;
    private final Ids todoIds;
    private Instant newsClearedBefore = Instant.MIN;
    private long keeper;

    /// @param connection what is written through, all the while numbers are drawn from the other
    Seeder(Connection connection, Connection numbers, Documents documents) {
        this.connection = connection;
        this.found = new Findable(documents);
        this.memberIds = new Ids(numbers, "pg_get_serial_sequence('member', 'id')");
        this.issuableIds = new Ids(numbers, "pg_get_serial_sequence('issuable', 'id')");
        this.noteIds = new Ids(numbers, "'note_id'");
        this.todoIds = new Ids(numbers, "pg_get_serial_sequence('todo', 'id')");
    }

    record Member(long id, Corpus.Person person) {}

    /// A project, as far as its issues need it.
    ///
    /// @param labels their ids, in the order of the corpus
    record Place(long id, String path, List<Long> labels, List<Long> issues, List<Boolean> confidential) {

        Place(long id, String path, List<Long> labels) {
            this(id, path, labels, new ArrayList<>(), new ArrayList<>());
        }
    }

    /// News from before this moment was cleared by its readers.
    void clearNewsBefore(Instant moment) {
        newsClearedBefore = moment;
    }

    /// This one clears nothing.
    void keepNewsOf(int person) {
        keeper = idOf(person);
    }

    /// People who are there already, in the order in which the corpus speaks of them.
    void know(long id, Corpus.Person person) {
        var member = new Member(id, person);
        members.add(member);
        named.put(person.username().toLowerCase(Locale.ROOT), member);
        var zone = ZoneId.of(person.zone());
        schedules.put(id, person.hours().isEmpty()
                ? Schedule.unstated(zone)
                : Schedule.of(List.of(new Schedule.Period(LocalDate.EPOCH, zone, WeeklyHours.parse(person.hours())))));
    }

    void know(Place place) {
        places.add(place);
    }

    long idOf(int person) {
        return members.get(person).id();
    }

    /// Members who sign in by a link first, with their namespaces and hours.
    void people(List<Corpus.Person> people, Instant now) throws SQLException {
        var rows = new Rows("member", "id, username, name, email, zone, external, created_at");
        var namespaces = new Rows("namespace", "path, full_path, name, kind, member_id, created_at");
        var hours = new Rows("member_hours", "member_id, from_date, zone, hours");
        for (var person : people) {
            long id = memberIds.next();
            rows.add(id, person.username(), person.name(), person.email(), person.zone(), person.external(), now);
            namespaces.add(person.username(), person.username(), person.name(), "user", id, now);
            if (!person.hours().isEmpty()) {
                hours.add(id, LocalDate.EPOCH, person.zone(), WeeklyHours.parse(person.hours()).text());
            }
            know(id, person);
        }
        for (var table : List.of(rows, namespaces, hours)) {
            table.copy(connection);
        }
    }

    /// While some are written, the next are made ready.
    ///
    /// @param progress told how many there are so far
    void issues(Iterator<Corpus.Issue> corpus, LongConsumer progress) throws SQLException {
        long done = 0;
        Future<?> before = CompletableFuture.completedFuture(null);
        while (corpus.hasNext()) {
            var batch = new ArrayList<Topic>();
            while (batch.size() < BATCH && corpus.hasNext()) {
                batch.add(new Topic(corpus.next()));
            }
            tell(batch);
            var rows = tables.stream().map(Rows::take).toList();
            var documents = found.take();
            await(before);
            before = writing.submit(() -> {
                write(rows, documents);
                return null;
            });
            progress.accept(done += batch.size());
        }
        await(before);
        for (var place : places) {
            try (var counter = connection.prepareStatement("update project set next_issue_iid = ? where id = ?")) {
                counter.setInt(1, place.issues().size() + 1);
                counter.setLong(2, place.id());
                counter.executeUpdate();
            }
        }
    }

    private static void await(Future<?> writing) throws SQLException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(List<Rows> rows, Findable.Batch documents) throws SQLException {
        for (var table : rows) {
            table.copy(connection);
        }
        documents.copy(connection);
    }

    /// Something that happened to an issue; the first is its opening, the last its closing.
    private record Deed(Topic topic, Instant at, int turn, Corpus.@Nullable Said said, String html) {}

    private void tell(List<Topic> batch) throws SQLException {
        var deeds = batch.parallelStream().flatMap(topic -> deeds(topic).stream())
                .sorted(Comparator.comparing(Deed::at).thenComparing(Deed::turn)).toList();
        for (var deed : deeds) {
            if (deed.turn() == 0) {
                open(deed.topic(), deed.html());
            } else if (deed.said() != null) {
                comment(deed.topic(), deed.said(), deed.html());
            } else {
                close(deed.topic(), deed.at());
            }
        }
        batch.forEach(this::finish);
    }

    private List<Deed> deeds(Topic topic) {
        var issue = topic.issue;
        var deeds = new ArrayList<Deed>();
        deeds.add(new Deed(topic, issue.opened(), 0, null, render(issue.description())));
        for (var said : issue.comments()) {
            deeds.add(new Deed(topic, said.at(), deeds.size(), said, render(said.body())));
        }
        if (issue.closed() != null) {
            deeds.add(new Deed(topic, issue.closed(), deeds.size(), null, ""));
        }
        return deeds;
    }

    private String render(String text) {
        var known = rendered.get(text);
        if (known != null) {
            return known;
        }
        var html = Markdown.render(text).html();
        if (rendered.size() < REMEMBERED) {
            rendered.put(text, html);
        }
        return html;
    }

    private void open(Topic topic, String html) throws SQLException {
        var issue = topic.issue;
        var place = places.get(issue.project());
        topic.id = issuableIds.next();
        place.issues().add(topic.id);
        place.confidential().add(issue.confidential());
        topic.iid = place.issues().size();
        topic.author = idOf(issue.author());
        topic.dri = topic.author;
        topic.html = html;
        issues.add(topic.id);
        for (int label : issue.labels()) {
            labels.add(topic.id, place.labels().get(label));
        }
        topic.subscriptions.put(topic.author, "author");
        long note = event(topic, topic.author, "opened", Map.of(), issue.opened());
        var text = text(topic, topic.author, issue.description(), html);
        cite(topic, topic.author, note, html, issue.opened());
        text.mentioned().forEach(person -> topic.subscriptions.putIfAbsent(person.id(), "mentioned"));
        topic.document = document(topic, issue.opened());
        topic.dri = topic.author;
        if (!text.mentioned().isEmpty()) {
            turn(topic, topic.author, note, text, issue.opened(), false, Set.of());
        }
        for (int index : issue.assignees()) {
            long assignee = idOf(index);
            assignees.add(topic.id, assignee);
            topic.subscriptions.putIfAbsent(assignee, "assigned");
            long given = event(topic, topic.author, "assigned", Map.of("to", members.get(index).person().name()), issue.opened());
            if (assignee != topic.author) {
                pass(topic, assignee, "assigned", topic.author, given, "", issue.opened());
            }
        }
        if (!issue.assignees().isEmpty()) {
            topic.dri = idOf(issue.assignees().getFirst());
        }
    }

    private void comment(Topic topic, Corpus.Said said, String html) throws SQLException {
        long writer = idOf(said.author());
        long note = noteIds.next();
        comments.add(note, topic.id, note, writer, said.body(), html, said.at(), said.at());
        topic.comments++;
        topic.updated = said.at();
        var text = text(topic, writer, said.body(), html);
        cite(topic, writer, note, html, said.at());
        topic.subscriptions.putIfAbsent(writer, "commented");
        text.mentioned().forEach(person -> topic.subscriptions.putIfAbsent(person.id(), "mentioned"));
        found.add(new Document("comment", note, places.get(topic.issue.project()).id(), topic.id, "", said.body(), said.at()));
        boolean held = false;
        var askers = new LinkedHashSet<Long>();
        for (var todo : topic.todos) {
            if (todo.turn() && todo.member == writer) {
                todo.done(said.at(), writer, "you answered", note);
                askers.addAll(todo.askers);
                held = true;
            }
        }
        turn(topic, writer, note, text, said.at(), held, askers);
    }

    private void close(Topic topic, Instant at) throws SQLException {
        long closer = idOf(topic.issue.closer());
        topic.closed = at;
        topic.closedBy = closer;
        topic.updated = at;
        long note = event(topic, closer, "closed", Map.of(), at);
        topic.document = document(topic, at);
        for (var todo : topic.todos) {
            if (todo.turn()) {
                todo.done(at, closer, members.get(topic.issue.closer()).person().name().split(" ")[0] + " closed it", note);
            }
        }
        for (long reader : topic.subscriptions.keySet().stream().filter(id -> id != closer).sorted().limit(MOST_TOLD).toList()) {
            inform(topic, reader, "closed", closer, note, at);
        }
    }

    /// Whose turn it is once somebody has written: as in `TurnChoice`, but for replies, teams and choices.
    private void turn(Topic topic, long writer, long note, Text text, Instant at, boolean held, Set<Long> askers)
            throws SQLException {
        var next = new LinkedHashMap<Long, String>();
        if (topic.open() && text.asks()) {
            text.mentioned().forEach(person -> next.put(person.id(), "directly_addressed"));
        }
        if (topic.open()) {
            askers.stream().filter(asker -> asker != writer).forEach(asker -> next.putIfAbsent(asker, "answered"));
        }
        if (next.isEmpty() && topic.dri != writer && (text.asks() || held && topic.open())) {
            next.put(topic.dri, text.asks() ? "directly_addressed" : "answered");
        }
        String question = Turns.question(text.source());
        for (var one : next.entrySet()) {
            boolean asked = one.getValue().equals("directly_addressed");
            pass(topic, one.getKey(), one.getValue(), writer, note, asked ? question : "", at);
        }
        for (var person : text.mentioned()) {
            if (!next.containsKey(person.id())) {
                inform(topic, person.id(), "mentioned", writer, note, at);
            }
        }
    }

    private void pass(Topic topic, long holder, String action, long by, long note, String question, Instant at)
            throws SQLException {
        var pending = topic.todos.stream().filter(todo -> todo.turn() && todo.member == holder).findFirst().orElse(null);
        if (pending == null) {
            pending = new Topic.Obligation(
                    todoIds.next(), "obligation", holder, action, by, note, question, at, deliverFrom(holder, at));
            topic.todos.add(pending);
        }
        var idle = Idleness.after(Idleness.USUAL, schedules.get(holder), at).orElse(null);
        if (idle != null && (pending.idleAt == null || idle.isAfter(pending.idleAt))) {
            pending.idleAt = idle;
        }
        reasons.add(pending.id, action, by, note, at);
        if (action.equals("directly_addressed")) {
            pending.askers.add(by);
        }
    }

    private void inform(Topic topic, long reader, String action, long by, long note, Instant at) throws SQLException {
        var news = new Topic.Obligation(todoIds.next(), "news", reader, action, by, note, "", at, deliverFrom(reader, at));
        if (at.isBefore(newsClearedBefore) && reader != keeper) {
            news.done(at.plusSeconds(86_400), reader, "you cleared the news", null);
        }
        topic.todos.add(news);
    }

    private Instant deliverFrom(long member, Instant at) {
        return schedules.get(member).forDelivery().nextWorking(at).orElse(at);
    }

    private Text text(Topic topic, long writer, String source, String html) {
        var mentioned = new LinkedHashSet<Person>();
        for (var marker : Markdown.markers(html)) {
            var member = marker.kind() == Marker.Kind.MENTION ? named.get(marker.name().toLowerCase(Locale.ROOT)) : null;
            if (member != null && member.id() != writer && !member.person().external()) {
                mentioned.add(new Person(
                        member.id(), member.person().username(), member.person().name(), ZoneId.of(member.person().zone()), null));
            }
        }
        return new Text(source, html, List.copyOf(mentioned), List.of(), List.of(), 0);
    }

    /// What is cited within the same project, and says so in its own thread.
    private void cite(Topic topic, long writer, long note, String html, Instant at) throws SQLException {
        var place = places.get(topic.issue.project());
        var cited = new LinkedHashSet<Long>();
        for (var marker : Markdown.markers(html)) {
            if (marker.kind() == Marker.Kind.ISSUE && marker.project() == null
                    && marker.number() > 0 && marker.number() <= place.issues().size()
                    && !place.confidential().get((int) marker.number() - 1)) {
                cited.add(place.issues().get((int) marker.number() - 1));
            }
        }
        cited.remove(topic.id);
        for (long target : cited) {
            if (!topic.cites.add(target)) {
                continue;
            }
            references.add(topic.id, target, "mentions", note, at);
            if (!topic.issue.confidential()) {
                events.add(
                        noteIds.next(), place.id(), target, writer, "mentioned",
                        json.writeValueAsString(Map.of("in", place.path() + "#" + topic.iid)), at);
            }
        }
    }

    private long event(Topic topic, long actor, String action, Map<String, String> detail, Instant at) throws SQLException {
        long id = noteIds.next();
        events.add(
                id, places.get(topic.issue.project()).id(), topic.id, actor, action, json.writeValueAsString(detail), at);
        return id;
    }

    private Document document(Topic topic, Instant at) {
        return new Document(
                "issue", topic.id, places.get(topic.issue.project()).id(), topic.id, topic.issue.title(),
                topic.issue.description(), at);
    }

    private void finish(Topic topic) {
        var issue = topic.issue;
        issuables.add(
                topic.id, places.get(issue.project()).id(), "issue", "issue", topic.iid, issue.title(), issue.description(),
                topic.html, topic.author, topic.dri, topic.open() ? "opened" : "closed", issue.confidential(), topic.comments,
                issue.opened(), topic.updated, topic.closed, topic.closedBy);
        topic.subscriptions.forEach((member, reason) -> subscriptions.add(topic.id, member, reason));
        for (var todo : topic.todos) {
            todos.add(
                    todo.id, todo.kind, topic.id, todo.member, todo.action, todo.by, todo.note, todo.question, todo.since,
                    todo.deliverFrom, todo.idleAt, todo.doneAt == null ? "pending" : "done", todo.doneAt, todo.doneBy, todo.doneCause,
                    todo.doneNote);
        }
        found.add(topic.document);
    }

    @Override
    public void close() {
        writing.close();
    }
}
