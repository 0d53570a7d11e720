package antipode.handbook;

import antipode.projects.Project;
import antipode.web.PublicAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a published page keeps from readers outside: members' mail addresses, and links into the workspace beyond the handbook.
/// The words around them stay.
@Component
class Outsiders {

    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    private static final String HIDDEN = "(address not shown)";

    private final JdbcClient jdbc;
    private final PublicAddress address;

    Outsiders(JdbcClient jdbc, PublicAddress address) {
        this.jdbc = jdbc;
        this.address = address;
    }

    /// What makes the html of this text fit for anyone.
    UnaryOperator<String> hiding(Project project, String html) {
        var members = members(html);
        return block -> addresses(links(project, block), members);
    }

    private String links(Project project, String html) {
        return LINK.matcher(html).replaceAll(link -> {
            var target = link.group(1);
            var own = address.known();
            var path = !own.isEmpty() && (target + "/").startsWith(own + "/") ? target.substring(own.length()) : target;
            boolean ours = path.startsWith("/") && !path.startsWith("//") || path.isEmpty();
            var pages = Paths.page(project, "");
            boolean open = path.equals(pages) || path.startsWith(pages + "/") || path.startsWith(pages + "#") || path.startsWith(project.url() + "/-/raw/");
            return Matcher.quoteReplacement(ours && !open ? link.group(2) : link.group());
        });
    }

    private static String addresses(String html, Set<String> members) {
        if (members.isEmpty()) {
            return html;
        }
        var unlinked = LINK.matcher(html).replaceAll(link -> Matcher.quoteReplacement(
                link.group(1).startsWith("mailto:") && holds(link.group(1), members) ? link.group(2) : link.group()));
        return ADDRESS.matcher(unlinked).replaceAll(found -> members.contains(found.group().toLowerCase(Locale.ROOT))
                ? HIDDEN
                : Matcher.quoteReplacement(found.group()));
    }

    private static boolean holds(String text, Set<String> members) {
        return ADDRESS.matcher(text).results().anyMatch(found -> members.contains(found.group().toLowerCase(Locale.ROOT)));
    }

    /// The members' addresses among those a text holds.
    private Set<String> members(String html) {
        var found = new HashSet<String>();
        ADDRESS.matcher(html).results().forEach(each -> found.add(each.group().toLowerCase(Locale.ROOT)));
        return found.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select lower(email) from member where lower(email) = any (:found)")
                        .param("found", found.toArray(String[]::new)).query(String.class).list());
    }
}
