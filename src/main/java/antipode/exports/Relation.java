package antipode.exports;

import java.util.List;

/// One file of GitLab's form, and the question whose rows are its lines. Times are written with all that is known of them, in
/// UTC; people are named by their numbers, and by their names where they wrote something.
///
/// @param path    in the archive
/// @param counted whether its rows are told as progress
record Relation(String path, boolean counted, String sql) {

    static List<Relation> all() {
        return List.of(PROJECT, LABELS, MILESTONES, MEMBERS, ISSUES, MERGE_REQUESTS);
    }

    private static String at(String column) {
        return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    }

    /// Rows as a list of JSON, empty where there is none.
    private static String each(String json, String from) {
        return "coalesce((select jsonb_agg(" + json + ") from " + from + "), '[]')";
    }

    private static Relation lines(String name, boolean counted, String sql) {
        return new Relation("tree/project/" + name + ".ndjson", counted, sql);
    }

    private static final String MILESTONE = """
            jsonb_build_object('id', m.id, 'iid', m.iid, 'project_id', m.project_id, 'group_id', m.team_id, 'title', m.title,
                'description', m.description, 'state', m.state, 'start_date', m.start_date, 'due_date', m.due_date,
                'created_at', %s, 'updated_at', %s)""".formatted(at("m.created_at"), at("m.updated_at"));

    private static final String LABEL =
            "jsonb_build_object('id', l.id, 'title', l.name, 'color', l.color, 'description', l.description, 'type', 'ProjectLabel',"
                    + " 'project_id', l.project_id, 'priorities', case when l.priority is null then '[]'::jsonb"
                    + " else jsonb_build_array(jsonb_build_object('project_id', l.project_id, 'priority', l.priority)) end)";

    private static final Relation PROJECT = new Relation("tree/project.json", false, """
            select jsonb_build_object('description', p.description, 'name', p.name, 'path', p.path, 'archived', false,
                'visibility_level', case p.visibility when 'public' then 20 when 'internal' then 10 else 0 end)::text
            from project p where p.id = :project""");

    private static final Relation LABELS =
            lines("labels", false, "select " + LABEL + "::text from label l where l.project_id = :project order by l.id");

    /// Those of the teams above too, where something aims at them.
    private static final Relation MILESTONES = lines("milestones", false, "select " + MILESTONE + """
            ::text from milestone m where m.project_id = :project
               or m.id in (select milestone_id from issuable where project_id = :project) order by m.id""");

    private static final Relation MEMBERS = lines("project_members", false, """
            select jsonb_build_object('id', member.id, 'access_level', max(mine.access_level), 'user_id', member.id, 'source_type', 'Project',
                'user', jsonb_build_object('id', member.id, 'username', member.username, 'name', member.name, 'public_email', ''))::text
            from project_authorization mine join member on member.id = mine.member_id
            where mine.project_id = :project group by member.id order by member.id""");

    private static final String AWARDS = "jsonb_build_object('name', felt.name, 'user_id', felt.member_id, 'created_at', "
            + at("felt.created_at") + ") order by felt.id";

    /// What was said and is still there; then what the record of an import holds as a sentence.
    private static final String NOTES = each("""
                    jsonb_build_object('id', c.id, 'note', c.body, 'noteable_type', :type, 'author_id', c.author_id,
                        'author', jsonb_build_object('name', writer.name), 'system', false, 'created_at', %s, 'updated_at', %s,
                        'discussion_id', lpad(to_hex(c.thread_id), 40, '0'),
                        'type', case when place.place is not null then 'DiffNote' when first.resolvable or replies.many then 'DiscussionNote' end,
                        'position', place.place -> 'position',
                        'resolved_at', %s, 'resolved_by_id', first.resolved_by,
                        'award_emoji', %s) order by c.id""".formatted(
                            at("c.created_at"), at("c.updated_at"), at("first.resolved_at"),
                            each(AWARDS, "reaction felt where felt.comment_id = c.id")), """
                    comment c join member writer on writer.id = c.author_id
                    join comment first on first.id = c.thread_id
                    left join thread_place place on place.comment_id = c.thread_id
                    cross join lateral (select exists (select from comment o where o.thread_id = c.thread_id and o.id <> c.thread_id) many) replies
                    where c.issuable_id = i.id and c.removed_at is null""")
            + " || " + each("""
                    jsonb_build_object('id', e.id, 'note', e.detail ->> 'sentence', 'noteable_type', :type, 'author_id', e.actor_id,
                        'system', true, 'created_at', %1$s, 'updated_at', %1$s,
                        'system_note_metadata', jsonb_build_object('action', 'told')) order by e.id""".formatted(at("e.created_at")),
                    "event e where e.issuable_id = i.id and e.action = 'told elsewhere'");

    private static final String SHARED = """
            'id', i.id, 'iid', i.iid, 'description', i.description, 'state', i.state, 'author_id', i.author_id,
            'author', jsonb_build_object('name', author.name), 'discussion_locked', i.locked,
            'created_at', %s, 'updated_at', %s, 'milestone', (select %s from milestone m where m.id = i.milestone_id),
            'label_links', %s,
            'award_emoji', %s,
            'notes', %s,
            'resource_state_events', %s,
            'resource_label_events', %s""".formatted(
            at("i.created_at"), at("i.updated_at"), MILESTONE,
            each("jsonb_build_object('label', " + LABEL + ") order by l.id",
                    "issuable_label worn join label l on l.id = worn.label_id where worn.issuable_id = i.id"),
            each(AWARDS, "reaction felt where felt.issuable_id = i.id and felt.comment_id is null"),
            NOTES,
            each("jsonb_build_object('user_id', e.actor_id, 'state', e.action, 'created_at', " + at("e.created_at") + ") order by e.id",
                    "event e where e.issuable_id = i.id and e.action in ('closed', 'reopened', 'merged')"),
            each("jsonb_build_object('user_id', e.actor_id, 'action', case e.action when 'labelled' then 'add' else 'remove' end, 'label',"
                            + " jsonb_build_object('title', e.detail ->> 'label'), 'created_at', " + at("e.created_at") + ") order by e.id",
                    "event e where e.issuable_id = i.id and e.action in ('labelled', 'unlabelled')"));

    private static final String ASSIGNEES =
            each("jsonb_build_object('user_id', a.member_id) order by a.member_id", "issuable_assignee a where a.issuable_id = i.id");

    private static final Relation ISSUES = lines("issues", true, """
            select (jsonb_build_object('project_id', i.project_id, 'title', i.title, 'confidential', i.confidential, 'issue_type', i.type,
                'due_date', issue.due_date, 'weight', issue.weight, 'closed_at', %s, 'closed_by_id', i.closed_by, 'issue_assignees', %s)
              || jsonb_build_object(%s))::text
            from issuable i join issue on issue.id = i.id join member author on author.id = i.author_id
            where i.project_id = :project and i.kind = 'issue' order by i.iid""".formatted(
            at("i.closed_at"), ASSIGNEES, SHARED.replace(":type", "'Issue'")));

    private static final Relation MERGE_REQUESTS = lines("merge_requests", true, """
            select (jsonb_build_object('target_project_id', i.project_id, 'source_project_id', i.project_id,
                'title', case when r.draft then 'Draft: ' else '' end || i.title, 'draft', r.draft,
                'source_branch', r.source_branch, 'target_branch', r.target_branch, 'diff_head_sha', r.head,
                'source_branch_sha', r.head, 'target_branch_sha', r.base,
                'merge_commit_sha', case when not r.squashed then r.merge_commit end,
                'squash_commit_sha', case when r.squashed then r.merge_commit end,
                'merge_params', jsonb_build_object('force_remove_source_branch', case when r.remove_source then '1' else '0' end),
                'merge_request_diff', jsonb_build_object('base_commit_sha', r.base, 'start_commit_sha', r.start_commit, 'head_commit_sha', r.head),
                'metrics', jsonb_build_object('merged_at', %s, 'merged_by_id', r.merged_by, 'latest_closed_at', %s, 'latest_closed_by_id', i.closed_by),
                'merge_request_assignees', %s, 'merge_request_reviewers', %s, 'approvals', %s)
              || jsonb_build_object(%s))::text
            from issuable i join merge_request r on r.id = i.id join member author on author.id = i.author_id
            where i.project_id = :project and i.kind = 'merge_request' order by i.iid""".formatted(
            at("r.merged_at"), at("i.closed_at"), ASSIGNEES,
            each("jsonb_build_object('user_id', v.member_id) order by v.member_id", "merge_request_reviewer v where v.merge_request_id = i.id"),
            each("jsonb_build_object('user_id', v.member_id, 'created_at', " + at("v.approved_at") + ") order by v.member_id",
                    "approval v where v.merge_request_id = i.id"),
            SHARED.replace(":type", "'MergeRequest'")));
}
