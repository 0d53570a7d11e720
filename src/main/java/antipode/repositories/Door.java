package antipode.repositories;

import antipode.git.Doorkeeper;
import antipode.git.PushOrigin;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lets git in: by a personal access token in the place of a password, or without where the project is public.
@Component
class Door implements Doorkeeper {

    private final Tokens tokens;
    private final Projects projects;
    private final Access access;
    private final Repositories repositories;

    Door(Tokens tokens, Projects projects, Access access, Repositories repositories) {
        this.tokens = tokens;
        this.projects = projects;
        this.access = access;
        this.repositories = repositories;
    }

    @Override
    public Opened open(HttpServletRequest request, String path, boolean write) throws Closed {
        var actor = actor(request);
        var project = projects.visibleTo(actor).find(path).orElse(null);
        if (project == null || write && !actor.signedIn()) {
            // Also for what is not there: who is not signed in must not learn which.
            throw actor.signedIn() ? new Closed(404, "There is no such project here, or it isn’t open to you.") : Closed.signIn();
        }
        if (actor.signedIn() && !actor.has("api") && !actor.has("write_repository") && (write || !actor.has("read_repository"))) {
            throw new Closed(403, "The token lacks the scope " + (write ? "write_repository." : "read_repository."));
        }
        if (write && !access.level(actor, project).atLeast(Role.DEVELOPER)) {
            throw new Closed(403, "Pushing takes a developer of the project.");
        }
        follow(project);
        return new Opened(project.id(), origin(actor));
    }

    private static PushOrigin origin(Actor actor) {
        var member = actor.member();
        return member == null
                ? PushOrigin.git(null, null, "", "")
                : PushOrigin.git(member.id(), actor.tokenId(), member.name(), member.email());
    }

    /// The project says which branch is its default; the repository's head follows.
    private void follow(Project project) {
        if (!repositories.head(project.id()).equals(project.defaultBranch())) {
            repositories.moveHead(project.id(), project.defaultBranch());
        }
    }

    private Actor actor(HttpServletRequest request) throws Closed {
        var secret = secret(request.getHeader("Authorization"));
        if (secret == null) {
            return Actor.nobody();
        }
        try {
            return tokens.authenticate(secret, request.getRemoteAddr());
        } catch (Problem refused) {
            throw new Closed(401, refused.message());
        }
    }

    private static @Nullable String secret(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            var both = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var password = both.substring(both.indexOf(':') + 1);
            // Some programs put the token where the name belongs.
            return password.isEmpty() || password.equals("x-oauth-basic") ? both.substring(0, Math.max(0, both.indexOf(':'))) : password;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
