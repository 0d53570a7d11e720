package antipode.threads;

import antipode.people.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which labels stand on which things.
@Component
public class LabelLinks {

    private final JdbcClient jdbc;
    private final Rights rights;
    private final Events events;
    private final Clock clock;

    LabelLinks(JdbcClient jdbc, Rights rights, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    /// Replaces the labels of a thing; each difference is an event.
    @Transactional
    public void replace(Actor actor, Issuable locked, Collection<Long> labels) {
        rights.requireEditor(actor, locked);
        List<LabelLink> before = of(List.of(locked.id()));
        List<Long> had = before.stream().map(LabelLink::id).toList();
        for (LabelLink label : before) {
            if (!labels.contains(label.id())) {
                jdbc.sql("delete from issuable_label where issuable_id = :issuable and label_id = :label")
                        .param("issuable", locked.id())
                        .param("label", label.id())
                        .update();
                events.append(actor, locked, "unlabelled", Map.of("label", label.name()));
            }
        }
        List<Long> added = labels.stream().filter(label -> !had.contains(label)).distinct().toList();
        put(locked.id(), added);
        for (LabelLink label : of(List.of(locked.id()))) {
            if (added.contains(label.id())) {
                events.append(actor, locked, "labelled", Map.of("label", label.name()));
            }
        }
        jdbc.sql("update issuable set updated_at = greatest(updated_at, :now) where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
    }

    void put(long issuable, Collection<Long> labels) {
        if (!labels.isEmpty()) {
            jdbc.sql("""
                            insert into issuable_label (issuable_id, label_id)
                            select :issuable, label from unnest(:labels) label on conflict do nothing""")
                    .param("issuable", issuable)
                    .param("labels", labels.toArray(Long[]::new))
                    .update();
        }
    }

    /// The labels of many things in one question.
    public List<LabelLink> of(Collection<Long> issuables) {
        return jdbc.sql("""
                        select il.issuable_id, l.id, l.name, l.color from issuable_label il join label l on l.id = il.label_id
                        where il.issuable_id = any (:ids) order by il.issuable_id, l.name""")
                .param("ids", issuables.toArray(Long[]::new))
                .query(LabelLink.class)
                .list();
    }
}
