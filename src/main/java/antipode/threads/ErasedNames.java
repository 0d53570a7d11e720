package antipode.threads;

import antipode.people.Erasures;
import antipode.search.Documents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where somebody who is erased was named: mentions name the pseudonym, and so does what the record says of them.
@Component
class ErasedNames {

    private final JdbcClient jdbc;
    private final Documents documents;
    private final ObjectProvider<WordPlaces> rooms;

    ErasedNames(JdbcClient jdbc, Documents documents, ObjectProvider<WordPlaces> rooms) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.rooms = rooms;
    }

    @EventListener
    void rename(Erasures.Erased erased) {
        // As a mention is read: no letter or digit stands before its sign, and its name ends where no name goes on.
        var mention = "(?<![[:alnum:]_/.-])@" + quoted(erased.before().username()) + "(?![[:alnum:]_-])";
        rooms.stream().flatMap(room -> room.places().stream()).filter(place -> !place.json()).forEach(place -> {
            rename(place.table(), place.column(), mention, erased.after().username());
            if (place.html() != null) rename(place.table(), place.html(), mention, erased.after().username());
        });
        documents.replace(mention, "@" + erased.after().username());
        // Where the record names people it is the name; everywhere else it is somebody's words, in which only mentions change.
        jdbc.sql("""
                update event set detail = (
                    select jsonb_object_agg(key, case
                        when jsonb_typeof(value) <> 'string' then value
                        when key = 'sentence' or key in ('from', 'to', 'of') and event.action <> 'retitled'
                            then to_jsonb(regexp_replace(value #>> '{}', :name, :to, 'g'))
                        else to_jsonb(regexp_replace(value #>> '{}', :mention, :by, 'gi')) end)
                    from jsonb_each(event.detail))
                where (detail::text ~ :written or detail::text ~* :mention) and jsonb_typeof(detail) = 'object' and detail <> '{}'
                """)
                .param("name", bounded(erased.before().name())).param("to", erased.after().name())
                .param("written", bounded(json(erased.before().name()))).param("mention", mention)
                .param("by", "@" + erased.after().username()).update();
    }

    private void rename(String table, String column, String mention, String name) {
        jdbc.sql("update %1$s set %2$s = regexp_replace(%2$s, :mention, :by, 'gi') where %2$s ~* :mention".formatted(table, column))
                .param("mention", mention).param("by", "@" + name).update();
    }

    /// As it stands in a JSON text.
    private static String json(String words) {
        return words.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String bounded(String words) {
        return "(?<![[:alnum:]])" + quoted(words) + "(?![[:alnum:]])";
    }

    private static String quoted(String words) {
        return words.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
    }
}
