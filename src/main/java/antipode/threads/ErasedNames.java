package antipode.threads;

import antipode.people.Erasures;
import antipode.search.Documents;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where somebody who is erased was named: mentions name the pseudonym, and so does what the record says of them.
@Component
class ErasedNames {

    /// Each text with the column beside it, where it has a rendered one.
    private record Place(String table, List<String> columns) {}

    private static final List<Place> PLACES = List.of(
            new Place("issuable", List.of("title", "description", "description_html")),
            new Place("comment", List.of("body", "body_html")),
            new Place("text_version", List.of("title", "body")));

    private final JdbcClient jdbc;
    private final Documents documents;

    ErasedNames(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    @EventListener
    void rename(Erasures.Erased erased) {
        // As a mention is read: no letter or digit stands before its sign, and its name ends where no name goes on.
        var mention = "(?<![[:alnum:]_/.-])@" + quoted(erased.before().username()) + "(?![[:alnum:]_-])";
        for (var place : PLACES) {
            for (var column : place.columns()) {
                jdbc.sql("update %1$s set %2$s = regexp_replace(%2$s, :mention, :by, 'gi') where %2$s ~* :mention".formatted(place.table(), column))
                        .param("mention", mention).param("by", "@" + erased.after().username()).update();
            }
        }
        documents.replace(mention, "@" + erased.after().username());
        var name = "(?<![[:alnum:]])" + quoted(erased.before().name().replace("\\", "\\\\").replace("\"", "\\\"")) + "(?![[:alnum:]])";
        jdbc.sql("""
                update event set detail = regexp_replace(regexp_replace(detail::text, :name, :to, 'g'), :mention, :by, 'gi')::jsonb
                where detail::text ~ :name or detail::text ~* :mention
                """)
                .param("name", name).param("to", erased.after().name()).param("mention", mention)
                .param("by", "@" + erased.after().username()).update();
    }

    private static String quoted(String words) {
        return words.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
    }
}
