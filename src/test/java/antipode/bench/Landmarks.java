package antipode.bench;

import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.threads.Subscriptions;
import antipode.todos.Todos;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.context.ApplicationContext;

/// What is out of the ordinary in a workspace, found or made by the verbs once it is filled.
///
/// @param longest  the number of the issue of the large project with the most comments
/// @param quiet    of one to which its author alone subscribes
/// @param crowded  of one to which every member subscribes
/// @param readers  how many these are
/// @param pending  how many to-dos the busiest member has
record Landmarks(int longest, int quiet, int crowded, int readers, int pending) {

    /// So many to-dos has the busiest member at least, of which bookmarks make up what is missing.
    private static final int MANY = 5_000;

    static Landmarks make(
            ApplicationContext context, Connection connection, Project large, List<Integer> numbers, long author, long busiest)
            throws SQLException {
        var issues = context.getBean(Issues.class);
        var members = context.getBean(Members.class);
        var writer = Actor.of(members.find(author).orElseThrow());
        var quiet = issues.open(writer, large, Issues.Opening.of("Who hears of this", "Nobody else."), false);
        var crowded = issues.open(writer, large, Issues.Opening.of("All hands", "Everyone."), false);
        var everyone = Ground.numbers(connection, "select id from member where not external and state = 'active'");
        context.getBean(Subscriptions.class).subscribe(crowded.id(), everyone, "subscribed");

        var busy = Actor.of(members.find(busiest).orElseThrow());
        var todos = context.getBean(Todos.class);
        int pending = (int) Ground.number(
                connection, "select count(*) from todo where state = 'pending' and member_id = " + busiest);
        for (int number : numbers) {
            if (pending >= MANY) {
                break;
            }
            todos.mark(busy, issues.find(busy, large, number).header());
            pending++;
        }
        long longest = Ground.number(connection, "select iid from issuable where kind = 'issue' and project_id = " + large.id()
                + " order by comment_count desc, id limit 1");
        return new Landmarks((int) longest, (int) quiet.header().iid(), (int) crowded.header().iid(), everyone.size(), pending);
    }
}
