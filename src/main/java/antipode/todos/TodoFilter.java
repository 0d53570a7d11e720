package antipode.todos;

import antipode.threads.Issuable;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What of a list to show; what is nothing doesn't narrow it.
///
/// @param action    the key of a reason
/// @param groupId   a team, with the teams within it
/// @param authorId  who caused it
/// @param thing     issues or merge requests alone
public record TodoFilter(
        State state,
        Todo.@Nullable Kind kind,
        @Nullable String action,
        @Nullable Long projectId,
        @Nullable Long groupId,
        @Nullable Long authorId,
        Issuable.@Nullable Kind thing) {

    public static final TodoFilter PENDING = new TodoFilter(State.PENDING, null, null, null, null, null, null);

    /// Where an entry stands. What is snoozed is pending too, and out of sight.
    public enum State {
        PENDING,
        SNOOZED,
        DONE
    }

    public TodoFilter in(State state) {
        return new TodoFilter(state, kind, action, projectId, groupId, authorId, thing);
    }

    public TodoFilter of(Todo.@Nullable Kind kind) {
        return new TodoFilter(state, kind, action, projectId, groupId, authorId, thing);
    }

    /// Whether it shows less than the whole.
    public boolean narrow() {
        return action != null || projectId != null || groupId != null || authorId != null || thing != null;
    }

    /// The conditions beside whose list it is. Kind and state are said in words, so that their indexes serve.
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        conditions.add(switch (state) {
            case PENDING -> "todo.state = 'pending' and (todo.snoozed_until is null or todo.snoozed_until <= :now)";
            case SNOOZED -> "todo.state = 'pending' and todo.snoozed_until is not null and todo.snoozed_until > :now";
            case DONE -> "todo.state = 'done'";
        });
        if (kind != null) {
            conditions.add("todo.kind = '" + kind.key() + "'");
        }
        if (action != null) {
            conditions.add("todo.action = :action");
        }
        if (projectId != null) {
            conditions.add("issuable.project_id = :project");
        }
        if (groupId != null) {
            conditions.add("""
                    issuable.project_id in (
                        with recursive inside as (
                            select id from namespace where id = :group
                            union all select namespace.id from namespace join inside on namespace.parent_id = inside.id)
                        select project.id from project join inside on project.namespace_id = inside.id)""");
        }
        if (authorId != null) {
            conditions.add("todo.by_id = :author");
        }
        if (thing != null) {
            conditions.add("issuable.kind = :thing");
        }
        return conditions;
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Instant now) {
        return statement
                .param("now", Timestamp.from(now))
                .param("action", action, Types.VARCHAR)
                .param("project", projectId, Types.BIGINT)
                .param("group", groupId, Types.BIGINT)
                .param("author", authorId, Types.BIGINT)
                .param("thing", thing == null ? null : thing.key(), Types.VARCHAR);
    }
}
