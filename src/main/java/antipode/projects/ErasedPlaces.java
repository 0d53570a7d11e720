package antipode.projects;

import antipode.people.Actor;
import antipode.people.Erasures;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Of somebody who is erased: their README goes, other projects of their own lie under the pseudonym from now on, and they
/// belong to nothing any more.
@Component
class ErasedPlaces {

    private final JdbcClient jdbc;
    private final Projects projects;
    private final Authorizations authorizations;

    ErasedPlaces(JdbcClient jdbc, Projects projects, Authorizations authorizations) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.authorizations = authorizations;
    }

    @EventListener
    void forget(Erasures.Erased erased) {
        var before = erased.before();
        projects.visibleTo(Actor.of(before)).find(before.username() + "/" + before.username()).ifPresent(projects::delete);
        jdbc.sql("""
                update project set full_path = :path || '/' || path
                where namespace_id = (select id from namespace where member_id = :member)
                """).param("path", erased.after().username()).param("member", before.id()).update();
        for (var table : java.util.List.of("team_member", "project_member")) {
            jdbc.sql("delete from " + table + " where member_id = :member").param("member", before.id()).update();
        }
        authorizations.refreshProjects(jdbc.sql("select distinct project_id from project_authorization where member_id = :member")
                .param("member", before.id()).query(Long.class).list());
    }
}
