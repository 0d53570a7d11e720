package antipode.people;

import antipode.web.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member's tokens; right after one was made, with its text, this once.
record TokensPage(
        List<Token> tokens,
        Tokens.@Nullable Issued issued,
        boolean administrator,
        LocalDate expires,
        Map<String, String> values,
        Map<String, String> errors,
        List<String> chosen)
        implements Page {

    /// What a scope lets a program do.
    record Scope(String name, String meaning) {}

    @Override
    public int status() {
        return !errors.isEmpty() ? 422 : issued != null ? 201 : 200;
    }

    public List<Scope> scopes() {
        return Token.SCOPES.stream()
                .filter(scope -> administrator || !scope.equals("sudo"))
                .map(scope -> new Scope(scope, meaning(scope)))
                .toList();
    }

    private static String meaning(String scope) {
        return switch (scope) {
            case "api" -> "Read and change everything you can, through the API and git.";
            case "read_api" -> "Read everything you can through the API.";
            case "read_user" -> "Read who you are and who the others are.";
            case "read_repository" -> "Clone and fetch with git.";
            case "write_repository" -> "Clone, fetch and push with git.";
            default -> "Act for any other member, through the API.";
        };
    }
}
