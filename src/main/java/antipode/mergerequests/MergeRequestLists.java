package antipode.mergerequests;

import antipode.database.Plans;
import antipode.people.Actor;
import antipode.projects.Access;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists merge requests. The rows of a page are one question, whatever it filters by.
@Component
public class MergeRequestLists {

    /// What an index leads to in the order of the list, however much or little there is of it.
    private static final Set<String> LED = Set.of("project", "state", "author", "assignee", "concerns", "milestone_id");

    private final JdbcClient jdbc;
    private final Access access;
    private final Plans plans;

    MergeRequestLists(JdbcClient jdbc, Access access, Plans plans) {
        this.jdbc = jdbc;
        this.access = access;
        this.plans = plans;
    }

    /// What comes first.
    public enum Order {
        CREATED("issuable.id"),
        UPDATED("issuable.updated_at"),
        TITLE("lower(issuable.title)"),
        MERGED("merge_request.merged_at");

        private final String column;

        Order(String column) {
            this.column = column;
        }
    }

    /// Which merge requests: conditions that a caller adds one by one; those that aren't set don't matter.
    public static final class Filter {

        private final List<String> conditions = new ArrayList<>(List.of("issuable.kind = 'merge_request'"));
        private final Map<String, Object> values = new LinkedHashMap<>();

        public Filter in(@Nullable Long project) {
            return and("issuable.project_id = :project", "project", project);
        }

        /// `opened`, `closed` or `merged`.
        public Filter state(@Nullable String state) {
            return and("issuable.state = :state", "state", state);
        }

        public Filter author(@Nullable Long member) {
            return and("issuable.author_id = :author", "author", member);
        }

        public Filter assignee(@Nullable Long member) {
            return and("exists (select from issuable_assignee a where a.issuable_id = issuable.id and a.member_id = :assignee)",
                    "assignee", member);
        }

        public Filter reviewer(@Nullable Long member) {
            return and("exists (select from merge_request_reviewer r where r.merge_request_id = issuable.id"
                    + " and r.member_id = :reviewer)", "reviewer", member);
        }

        /// Whoever wrote it, is responsible, assigned or asked to look.
        public Filter concerns(@Nullable Long member) {
            return and("""
                    issuable.id in (select id from issuable where author_id = :concerns and kind = 'merge_request'
                        union select id from issuable where dri_id = :concerns
                        union select issuable_id from issuable_assignee where member_id = :concerns
                        union select merge_request_id from merge_request_reviewer where member_id = :concerns)""",
                    "concerns", member);
        }

        public Filter source(@Nullable String branch) {
            return and("merge_request.source_branch = :source", "source", branch);
        }

        public Filter target(@Nullable String branch) {
            return and("merge_request.target_branch = :target", "target", branch);
        }

        public Filter draft(@Nullable Boolean draft) {
            return and("merge_request.draft = :draft", "draft", draft);
        }

        public Filter numbers(@Nullable List<Long> iids) {
            return and("issuable.iid = any (:iids)", "iids", iids == null ? null : iids.toArray(Long[]::new));
        }

        /// All of these labels are worn.
        public Filter labels(@Nullable List<String> names) {
            return names == null || names.isEmpty() ? this : and("""
                    (select count(*) from issuable_label il join label l on l.id = il.label_id
                     where il.issuable_id = issuable.id and l.name = any (:labels)) = cardinality(:labels::text[])""",
                    "labels", names.stream().distinct().toArray(String[]::new));
        }

        /// Of this title; `None` and `Any` ask whether there is one at all.
        public Filter milestone(@Nullable String title) {
            switch (title == null ? "" : title.toLowerCase(Locale.ROOT)) {
                case "" -> {}
                case "none" -> conditions.add("issuable.milestone_id is null");
                case "any" -> conditions.add("issuable.milestone_id is not null");
                default -> and("issuable.milestone_id in (select m.id from milestone m where m.title = :milestone)", "milestone", title);
            }
            return this;
        }

        /// The very one.
        public Filter milestone(long id) {
            return and("issuable.milestone_id = :milestone_id", "milestone_id", id);
        }

        /// Those that close the issue once they merge, or did.
        Filter closing(long issue) {
            return and("issuable.id in (select source_id from reference where target_id = :closed and kind = 'closes')", "closed", issue);
        }

        /// Those that speak of the thing, or that it speaks of.
        Filter about(long thing) {
            return and("issuable.id in (select source_id from reference where target_id = :about"
                    + " union select target_id from reference where source_id = :about)", "about", thing);
        }

        public Filter search(@Nullable String words) {
            return and("exists (select from document where kind = 'merge_request' and document.id = issuable.id"
                    + " and words @@ plainto_tsquery('simple', :search))", "search", words);
        }

        public Filter created(@Nullable Instant after, @Nullable Instant before) {
            return and("issuable.created_at > :created_after", "created_after", timestamp(after))
                    .and("issuable.created_at < :created_before", "created_before", timestamp(before));
        }

        public Filter updated(@Nullable Instant after, @Nullable Instant before) {
            return and("issuable.updated_at > :updated_after", "updated_after", timestamp(after))
                    .and("issuable.updated_at < :updated_before", "updated_before", timestamp(before));
        }

        /// Older than the one with this id: what a page of a list begins after.
        Filter after(@Nullable Long id) {
            return and("issuable.id < :after", "after", id);
        }

        /// Those that bring this commit, proposed or merged.
        public Filter bringing(@Nullable String sha) {
            return and("issuable.id in (select merge_request_id from merge_request_commit where sha = :sha"
                    + " union select id from merge_request where head = :sha)", "sha", sha);
        }

        private Filter and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
            return this;
        }

        private static @Nullable Timestamp timestamp(@Nullable Instant at) {
            return at == null ? null : Timestamp.from(at);
        }

        private String where() {
            return " where " + String.join(" and ", conditions) + " and " + Access.VISIBLE_ISSUABLE;
        }
    }

    public List<MergeRequest> rows(Actor actor, Filter filter, Order order, boolean descending, int limit, long offset) {
        String direction = descending ? " desc" : "";
        plan(filter);
        // How many are wanted tells PostgreSQL not to sort them all.
        return access.bind(jdbc.sql(MergeRequestRows.SELECT + filter.where() + " order by " + order.column + direction
                        + (order == Order.MERGED ? " nulls last" : "")
                        + (order == Order.CREATED ? "" : ", issuable.id" + direction) + " limit " + limit
                        + (offset == 0 ? "" : " offset " + offset)), actor)
                .params(filter.values)
                .query(MergeRequestRows::read)
                .list();
    }

    /// Counts up to a limit.
    public long count(Actor actor, Filter filter, int most) {
        plan(filter);
        return access.bind(
                        jdbc.sql("select count(*) from (select 1 " + MergeRequestRows.FROM + filter.where() + " limit " + most + ") counted"),
                        actor)
                .params(filter.values)
                .query(Long.class)
                .single();
    }

    private void plan(Filter filter) {
        if (!LED.containsAll(filter.values.keySet())) {
            plans.byValues();
        }
    }
}
