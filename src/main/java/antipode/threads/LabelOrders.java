package antipode.threads;

import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Orders about the labels of a thing: `/label ~weather ~"two words"`.
@Component
class LabelOrders implements QuickAction.Several {

    private static final Pattern NAME = Pattern.compile("~?\"([^\"]*)\"|(\\S+)");

    private final Threads threads;
    private final Labels labels;
    private final LabelLinks links;

    LabelOrders(
            Threads threads, Labels labels, LabelLinks links) {
        this.threads = threads;
        this.labels = labels;
        this.links = links;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(label(), relabel(), unlabel());
    }

    private QuickAction label() {
        return QuickAction.of("label labels", "~weather ~\"two words\"", "Adds labels.", _ -> true, order -> {
            List<Label> more = named(order);
            Map<String, Long> worn = new LinkedHashMap<>();
            now(order).forEach(label -> worn.put(place(label.name()), label.id()));
            more.forEach(label -> worn.put(place(label.name()), label.id()));
            return replacing(order, worn.values(), "Adds " + list(more) + ".", "Added " + list(more) + ".", "add_label_ids", more);
        });
    }

    private QuickAction relabel() {
        return QuickAction.of("relabel", "~weather", "Puts these labels in the place of all others.", _ -> true, order -> {
            List<Label> only = named(order);
            Map<String, Long> worn = new LinkedHashMap<>();
            only.forEach(label -> worn.put(place(label.name()), label.id()));
            return replacing(
                    order, worn.values(), "Puts " + list(only) + " in the place of all labels.",
                    "Put " + list(only) + " in the place of all labels.", "label_ids", only);
        });
    }

    private QuickAction unlabel() {
        return QuickAction.of(
                "unlabel remove_label", "~weather, or nothing for all", "Takes labels off.", _ -> true, order -> {
                    List<LabelLink> now = now(order);
                    List<Label> off = order.arguments().isEmpty() ? List.of() : named(order);
                    List<Long> gone = off.stream().map(Label::id).toList();
                    List<Long> kept = new ArrayList<>();
                    now.stream().map(LabelLink::id).filter(id -> !off.isEmpty() && !gone.contains(id)).forEach(kept::add);
                    if (kept.size() == now.size()) {
                        throw new Problem(422, off.isEmpty() ? "It has no labels." : "It doesn’t have " + list(off) + ".");
                    }
                    String what = off.isEmpty() ? "all labels" : list(off);
                    return replacing(
                            order, kept, "Takes off " + what + ".", "Took off " + what + ".", "remove_label_ids", off);
                });
    }

    private Effect replacing(
            Order order, Collection<Long> worn, String will, String did, String field, List<Label> named) {
        threads.requireEditor(order.actor(), order.issuable());
        List<Long> ids = List.copyOf(worn);
        return Effect.of(
                will, did, field, named.stream().map(Label::id).toList(),
                locked -> links.replace(order.actor(), locked, ids));
    }

    private List<LabelLink> now(Order order) {
        return links.of(List.of(order.issuable().id()));
    }

    private List<Label> named(Order order) {
        List<String> names = names(order.someArguments("/label ~weather"));
        Map<String, Label> known = labels.byNames(order.issuable().projectId(), names);
        List<String> unknown = names.stream().filter(name -> !known.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new Problem(
                    422, (unknown.size() == 1 ? "This project has no label " : "This project has no labels ")
                            + String.join(", ", unknown) + ".");
        }
        return names.stream().map(known::get).toList();
    }

    static List<String> names(String typed) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(typed);
        while (name.find()) {
            String plain = name.group(1) != null ? name.group(1) : name.group(2);
            if (name.group(2) != null && plain.startsWith("~")) {
                plain = plain.substring(1);
            }
            if (!plain.isBlank() && !names.contains(plain.strip())) {
                names.add(plain.strip());
            }
        }
        return names;
    }

    /// Of a scope only one is worn.
    private static String place(String name) {
        int scope = name.lastIndexOf("::");
        return scope < 0 ? name : name.substring(0, scope) + "::";
    }

    private static String list(List<Label> labels) {
        return (labels.size() == 1 ? "the label " : "the labels ")
                + String.join(", ", labels.stream().map(Label::name).toList());
    }
}
