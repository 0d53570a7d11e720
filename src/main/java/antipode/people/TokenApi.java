package antipode.people;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Personal access tokens, in GitLab's form.
@Api
@May(Who.MEMBER)
class TokenApi {

    private final Tokens tokens;
    private final Members members;

    TokenApi(Tokens tokens, Members members) {
        this.members = members;
        this.tokens = tokens;
    }

    record TokenJson(
            long id,
            String name,
            boolean revoked,
            Instant createdAt,
            Set<String> scopes,
            long userId,
            @Nullable Instant lastUsedAt,
            boolean active,
            @Nullable LocalDate expiresAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {}

    @GetMapping("/personal_access_tokens")
    Listing<TokenJson> list(Actor actor, Parameters parameters, Pagination pagination) {
        var wished = parameters.integer("user_id");
        var all = actor.administrator() && wished == null ? tokens.all() : tokens.of(wished == null ? actor.id() : wished);
        if (wished != null && !actor.is(wished) && !actor.administrator()) throw Problem.unauthorized();
        var state = parameters.oneOf("state", "active", "inactive");
        var revoked = parameters.bool("revoked");
        var matching = all.stream()
                .filter(token -> state == null || token.active(tokens.today()) == state.equals("active"))
                .filter(token -> revoked == null || (token.revokedAt() != null) == revoked)
                .toList();
        return pagination.of(matching).map(token -> json(token, null));
    }

    @GetMapping("/personal_access_tokens/self")
    @May(value = Who.MEMBER, scopes = {"read_user", "read_repository", "write_repository"})
    TokenJson self(Actor actor) {
        return json(own(actor), null);
    }

    @DeleteMapping("/personal_access_tokens/self")
    @May(value = Who.MEMBER, scopes = {"read_api", "read_user", "read_repository", "write_repository"})
    void revokeSelf(Actor actor) {
        tokens.revoke(own(actor).id());
    }

    @GetMapping("/personal_access_tokens/{id}")
    TokenJson show(@PathVariable long id, Actor actor) {
        return json(find(id, actor), null);
    }

    @DeleteMapping("/personal_access_tokens/{id}")
    void revoke(@PathVariable long id, Actor actor) {
        tokens.revoke(find(id, actor).id());
    }

    @PostMapping("/users/{id}/personal_access_tokens")
    @May(Who.ADMINISTRATOR)
    Answer<TokenJson> create(@PathVariable long id, Parameters parameters) {
        parameters.require("name", "scopes");
        var scopes = Objects.requireNonNullElse(parameters.list("scopes"), List.<String>of());
        var member = members.find(id).orElseThrow(() -> Problem.notFound("User"));
        var issued = tokens.create(member.id(), parameters.required("name"), scopes, parameters.date("expires_at"));
        return Answer.created(json(issued.token(), issued.text()));
    }

    private Token own(Actor actor) {
        var id = actor.tokenId();
        if (id == null) throw Problem.bad("This is asked with a token.");
        return tokens.find(id).orElseThrow(() -> Problem.notFound("Personal Access Token"));
    }

    private Token find(long id, Actor actor) {
        return tokens.find(id)
                .filter(token -> actor.administrator() || actor.is(token.memberId()))
                .orElseThrow(() -> Problem.notFound("Personal Access Token"));
    }

    private TokenJson json(Token token, @Nullable String text) {
        return new TokenJson(
                token.id(), token.name(), token.revokedAt() != null, token.createdAt(), token.scopes(), token.memberId(),
                token.lastUsedAt(), token.active(tokens.today()), token.expiresOn(), text);
    }
}
