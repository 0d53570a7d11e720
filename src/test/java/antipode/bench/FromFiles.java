package antipode.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A corpus from a folder, as `docs/benchmarks.md` describes it: `issues.jsonl`, and `handbook.git` if there is one.
final class FromFiles implements Corpus {

    private static final List<String> ZONES = List.of(
            "Europe/Lisbon", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Nairobi");

    private final Path folder;
    private final Path file;
    private final int most;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Person> people = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    FromFiles(Path folder, int most) {
        this.folder = folder;
        this.most = most;
        this.file = folder.resolve("issues.jsonl");
        try (var lines = Files.lines(file)) {
            var head = json.readTree(lines.findFirst().orElseThrow(() -> new IllegalArgumentException(file + " is empty")));
            for (var user : head.path("users")) {
                people.add(new Person(
                        user.path("login").asString(), user.path("first").asString() + " " + user.path("last").asString(),
                        user.path("mail").asString(), ZONES.get(people.size() % ZONES.size()), "Mon-Fri 09:00-17:00", false));
            }
            head.path("labels").forEach(label -> labels.add(label.asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Person> people() {
        return people;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int projects() {
        return 1;
    }

    @Override
    public @Nullable Path handbook() {
        var repository = folder.resolve("handbook.git");
        return Files.isDirectory(repository) ? repository : null;
    }

    @Override
    public Stream<Issue> issues() {
        try {
            return Files.lines(file).skip(1).limit(most).map(json::readTree).map(FromFiles::issue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Issue issue(JsonNode issue) {
        var opened = at(issue.path("created"));
        var comments = StreamSupport.stream(issue.path("comments").spliterator(), false)
                .map(comment -> new Said(comment.path("author").asInt() - 1, at(comment.path("created")), comment.path("body").asString()))
                .toList();
        var last = comments.isEmpty() ? opened : comments.getLast().at();
        int assignee = issue.path("assignee").asInt() - 1;
        var labels = StreamSupport.stream(issue.path("labels").spliterator(), false).map(JsonNode::asInt).toList();
        return new Issue(
                0, issue.path("title").asString(), issue.path("body").asString(), issue.path("author").asInt() - 1,
                List.of(assignee), labels, false, opened, comments,
                issue.path("open").asBoolean() ? null : last.plusSeconds(60), assignee);
    }

    private static Instant at(JsonNode time) {
        return LocalDateTime.parse(time.asString()).toInstant(ZoneOffset.UTC);
    }
}
