package antipode.people.signin;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import antipode.people.Who;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The providers that are configured: `ANTIPODE_OIDC_COMPANY_ISSUER` and its like, for as many names in the place of COMPANY
/// as there are providers.
@Component
class Providers {

    private final List<Provider> providers;

    Providers(Environment environment) {
        providers = Binder.get(environment).bind("antipode.oidc", Bindable.mapOf(String.class, Setting.class)).orElse(Map.of())
                .entrySet().stream()
                .map(entry -> provider(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()))
                .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
                .toList();
    }

    record Setting(
            @Nullable String issuer, @Nullable String client, @Nullable String secret, @Nullable String name, @Nullable String scopes,
            @Nullable String groups, @Nullable String teams) {}

    List<Provider> all() {
        return providers;
    }

    Provider find(String key) {
        return providers.stream().filter(provider -> provider.key().equals(key)).findFirst().orElseThrow(() -> Problem.notFound("Page"));
    }

    private static Provider provider(String key, Setting setting) {
        var prefix = "ANTIPODE_OIDC_" + key.toUpperCase(Locale.ROOT) + "_";
        if (!key.matches("[a-z0-9]{1,30}")) throw wrong(prefix + "ISSUER: the name in it may hold letters and digits alone");
        var issuer = given(setting.issuer(), "");
        var client = given(setting.client(), "");
        if (issuer.isEmpty() || client.isEmpty()) throw wrong(prefix + "ISSUER and " + prefix + "CLIENT go together");
        try {
            Outgoing.check(issuer);
        } catch (OutgoingFailure odd) {
            throw wrong(prefix + "ISSUER names " + issuer + ", which is no address: " + odd.sentence());
        }
        var name = given(setting.name(), key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
        return new Provider(
                key, name, issuer, client, given(setting.secret(), ""),
                List.of(given(setting.scopes(), "openid profile email").split("[\\s,]+")), given(setting.groups(), "groups"),
                rules(prefix + "TEAMS", given(setting.teams(), "")));
    }

    /// `engineering=halyard/engineering:developer, everyone=halyard`: without a level it is developer.
    private static List<Provider.TeamRule> rules(String variable, String text) {
        var rules = new ArrayList<Provider.TeamRule>();
        for (var entry : text.split(",")) {
            if (entry.isBlank()) continue;
            var equals = entry.lastIndexOf('=');
            var team = entry.substring(equals + 1).strip();
            var colon = team.indexOf(':');
            try {
                var level = Who.valueOf(colon < 0 ? "DEVELOPER" : team.substring(colon + 1).strip().toUpperCase(Locale.ROOT));
                if (equals < 1 || level.level() == 0) throw new IllegalArgumentException();
                rules.add(new Provider.TeamRule(entry.substring(0, equals).strip(), colon < 0 ? team : team.substring(0, colon).strip(), level));
            } catch (IllegalArgumentException noLevel) {
                throw wrong(variable + " says " + entry.strip() + ": write it as group=path/of/team:developer");
            }
        }
        return List.copyOf(rules);
    }

    private static String given(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static CannotStart wrong(String sentence) {
        return new CannotStart(Reason.CONFIGURATION, sentence + ".");
    }
}
