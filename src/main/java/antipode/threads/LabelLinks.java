package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Role;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which labels stand on which things.
@Component
public class LabelLinks {

    private final JdbcClient jdbc;
    private final Labels labels;
    private final Rights rights;
    private final Access access;
    private final Events events;
    private final Clock clock;

    LabelLinks(JdbcClient jdbc, Labels labels, Rights rights, Access access, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.labels = labels;
        this.access = access;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    /// Replaces the labels of a thing; each difference is an event. Of a scope only the last one named is worn.
    @Transactional
    public void replace(Actor actor, Issuable locked, Collection<Long> wanted) {
        rights.requireEditor(actor, locked);
        List<Long> labels = worn(locked.projectId(), wanted);
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

    /// Replaces its labels by name.
    ///
    /// @param make whether a label that isn't there is made, by whoever may; otherwise it is refused
    @Transactional
    public void name(Actor actor, Issuable locked, Collection<String> names, boolean make) {
        replace(actor, locked, named(actor, locked.projectId(), names, make));
    }

    /// Puts labels on and takes others off; the rest stays. One that is put on takes the place of the others of its scope.
    @Transactional
    public void change(Actor actor, Issuable locked, Collection<String> added, Collection<String> removed, boolean make) {
        Set<String> names = new LinkedHashSet<>();
        of(List.of(locked.id())).forEach(label -> names.add(label.name()));
        names.removeAll(added);
        names.addAll(added);
        names.removeAll(removed);
        name(actor, locked, names, make);
    }

    /// The ids of the project's labels of these names, in this order.
    ///
    /// @param make whether a label that isn't there is made, by whoever may; otherwise it is refused
    @Transactional
    public List<Long> named(Actor actor, long project, Collection<String> names, boolean make) {
        Set<String> wanted = new LinkedHashSet<>();
        names.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(wanted::add);
        Map<String, Label> known = labels.byNames(project, wanted);
        List<String> unknown = wanted.stream().filter(name -> !known.containsKey(name)).toList();
        if (!unknown.isEmpty() && !make) {
            throw Problem.invalid(
                    "labels",
                    (unknown.size() == 1 ? "This project has no label " : "This project has no labels ")
                            + String.join(", ", unknown) + ".");
        }
        if (!unknown.isEmpty()) {
            access.require(actor, project, Role.REPORTER);
        }
        List<Long> ids = new ArrayList<>();
        for (String name : wanted) {
            Label label = known.get(name);
            ids.add((label == null ? labels.create(project, name, Labels.DEFAULT_COLOR, "") : label).id());
        }
        return ids;
    }

    /// Of a scope the last one.
    private List<Long> worn(long project, Collection<Long> wanted) {
        if (wanted.size() < 2) {
            return List.copyOf(wanted);
        }
        Map<Long, Label> known = labels.of(project).stream().collect(Collectors.toMap(Label::id, label -> label));
        Map<String, Long> worn = new LinkedHashMap<>();
        for (long id : wanted) {
            Label label = known.get(id);
            worn.put(label == null || label.scope().isEmpty() ? "" + id : label.scope() + "::", id);
        }
        return List.copyOf(worn.values());
    }

    void put(long issuable, long project, Collection<Long> wanted) {
        put(issuable, worn(project, wanted));
    }

    private void put(long issuable, Collection<Long> labels) {
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
