package antipode.audit;

import antipode.people.Namespace;
import antipode.projects.Project;

/// Of what the entries are: of everything, of a project, or of a team with all teams and projects in it.
///
/// `where` is a condition on `audit` that binds `key` as `:scope`.
sealed interface Scope {

    String where();

    Object key();

    record Workspace() implements Scope {
        @Override
        public String where() {
            return "cast(:scope as bigint) = 0";
        }

        @Override
        public Object key() {
            return 0L;
        }
    }

    record OfProject(Project project) implements Scope {
        @Override
        public String where() {
            return "audit.project_id = :scope";
        }

        @Override
        public Object key() {
            return project.id();
        }
    }

    record OfTeam(Namespace team) implements Scope {
        @Override
        public String where() {
            return """
                    (audit.team_id in (select id from namespace where full_path = :scope or starts_with(full_path, :scope || '/'))
                      or audit.project_id in (select project.id from project join namespace on namespace.id = project.namespace_id
                        where namespace.full_path = :scope or starts_with(namespace.full_path, :scope || '/')))""";
        }

        @Override
        public Object key() {
            return team.fullPath();
        }
    }
}
