package antipode.api;

import antipode.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/// The frame alone, on a real server, with handlers that show what they were given.
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import({ApiFrame.class, Addresses.class, UnknownRoute.class, VersionApi.class, ProbeServer.Probe.class})
class ProbeServer {

    record Row(long id, String webUrl, String name, Instant createdAt, LocalDate dueDate, List<String> labels) {}

    @Api
    @TestComponent
    static class Probe {

        static final Instant TIME = Instant.parse("2024-03-01T09:00:00.120Z");

        @RequestMapping(
                path = "/_probe/echo",
                method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
        Answer<Map<String, Object>> echo(Parameters p) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("text", p.text("text"));
            answer.put("integer", p.integer("integer"));
            answer.put("bool", p.bool("bool"));
            answer.put("instant", p.instant("instant"));
            answer.put("date", p.date("date"));
            answer.put("labels", p.list("labels"));
            answer.put("ids", p.integers("ids"));
            answer.put("state", p.oneOf("state", "opened", "closed"));
            answer.put("sha", p.text("position[base_sha]"));
            answer.put("has_text", p.has("text"));
            var actions = new ArrayList<Map<String, Object>>();
            for (var action : p.hashes("actions")) {
                var shown = new LinkedHashMap<String, Object>();
                shown.put("action", action.required("action"));
                shown.put("path", action.text("file_path"));
                actions.add(shown);
            }
            answer.put("actions", actions);
            var position = p.hash("position");
            answer.put("line", position == null ? null : position.integer("new_line"));
            var file = p.file("file");
            answer.put("file", file == null ? null : file.getSubmittedFileName() + " " + file.getSize());
            return Answer.ok(answer);
        }

        record Draft(String title, LocalDate due, String state) {}

        @PostMapping("/_probe/drafts")
        Draft draft(Parameters p) {
            return p.together(
                    q -> new Draft(q.required("title"), q.date("due_date"), q.oneOf("state", "opened", "closed")));
        }

        @PostMapping("/_probe/pair")
        Map<String, String> pair(Parameters p) {
            p.require("a", "b");
            return Map.of("a", p.required("a"));
        }

        @PutMapping("/_probe/drafts/{id}")
        Map<String, String> update(Parameters p) {
            p.atLeastOneOf("title", "description");
            return Map.of("id", p.required("id"));
        }

        @DeleteMapping("/_probe/drafts/{id}")
        void delete() {}

        @PostMapping("/_probe/subscribe")
        Answer<Row> subscribe() {
            return Answer.notModified();
        }

        @GetMapping("/_probe/rows/{id}")
        Row row(@PathVariable long id) {
            return new Row(id, "http://here/" + id, null, TIME, LocalDate.of(2024, 3, 2), List.of());
        }

        @GetMapping("/_probe/projects/{id}/files/{path}/raw")
        Map<String, String> file(@PathVariable String id, @PathVariable String path) {
            return Map.of("id", id, "path", path);
        }

        @GetMapping("/_probe/rows")
        Listing<Long> rows(Pagination page, Parameters p) {
            var total = p.integer("total", 45);
            return page.list(
                    most -> Math.min(most, total),
                    (limit, offset) ->
                            LongStream.range(offset, Math.min(total, offset + limit)).boxed().toList());
        }

        @GetMapping("/_probe/keyed")
        Listing<Map<String, Long>> keyed(Pagination page) {
            return page.keyset(
                            List.of("id"),
                            keyset -> {
                                var after = keyset.after();
                                var from = after == null ? 0 : after.id();
                                return LongStream.rangeClosed(from + 1, Math.min(5, from + keyset.limit()))
                                        .boxed()
                                        .toList();
                            },
                            (Long id) -> new Keyset.After(id.toString(), id))
                    .map(id -> Map.of("id", id));
        }

        @GetMapping("/_probe/problems/{kind}")
        void problem(@PathVariable String kind) {
            throw switch (kind) {
                case "missing" -> Problem.notFound("Issue");
                case "refused" -> Problem.refused("");
                case "unauthorized" -> Problem.unauthorized();
                case "conflict" -> Problem.conflict("Label already exists");
                case "invalid" -> Problem.invalid("title", "can't be blank");
                case "bad" -> Problem.bad("too strange");
                case "unprocessable" -> new Problem(422, "Branch cannot be merged");
                case "method" -> new Problem(405, "405 Method Not Allowed");
                case "large" -> Problem.tooLarge("Too much");
                case "scope" -> Refusal.insufficientScope(List.of("api"));
                case "often" ->
                    Refusal.tooMany(Duration.ofMillis(1500), new RateLimit("throttle_api", 10, 11, TIME));
                default -> new IllegalStateException("secret " + kind);
            };
        }
    }
}
