package antipode.api;

import antipode.api.Rack.Pair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list a client asks for; turns rows into a [Listing].
public final class Pagination {

    /// Beyond so many rows nobody counts.
    public static final int COUNTED = 10_000;

    private static final int DEFAULT = 20;
    private static final int MOST = 100;
    private static final long LAST_PAGE = 1_000_000_000_000L;

    /// Counts the rows, but never more than `most`.
    public interface Count {
        long upTo(int most);
    }

    /// Reads rows.
    public interface Rows<T> {
        List<T> read(int limit, long offset);
    }

    private final Parameters parameters;
    private final String address;
    private final List<Pair> query;
    private final long page;
    private final int perPage;

    /// `address` is the absolute one the client used, without its query.
    Pagination(Parameters parameters, String address, List<Pair> query) {
        this.parameters = parameters;
        this.address = address;
        this.query = query;
        var asked = parameters.integer("page", 1);
        this.page = asked < 1 ? 1 : Math.min(asked, LAST_PAGE);
        var size = parameters.integer("per_page", DEFAULT);
        this.perPage = size < 1 ? DEFAULT : (int) Math.min(size, MOST);
    }

    public long page() {
        return page;
    }

    public int perPage() {
        return perPage;
    }

    /// A page of what can be counted and read from anywhere. Counting stops at [#COUNTED].
    public <T> Listing<T> list(Count count, Rows<T> rows) {
        var offset = (page - 1) * perPage;
        var total = count.upTo(COUNTED + 1);
        if (total <= COUNTED) {
            return listing(offset >= total ? List.of() : rows.read(perPage, offset), total, page * perPage < total);
        }
        return uncounted(rows);
    }

    /// A page of what isn't counted: without totals, but with what follows.
    public <T> Listing<T> uncounted(Rows<T> rows) {
        var read = rows.read(perPage + 1, (page - 1) * perPage);
        var more = read.size() > perPage;
        return listing(more ? read.subList(0, perPage) : read, -1, more);
    }

    /// A page of a list that is short enough to be at hand.
    public <T> Listing<T> of(List<T> all) {
        var from = (int) Math.min((page - 1) * perPage, all.size());
        var to = Math.min(from + perPage, all.size());
        return listing(List.copyOf(all.subList(from, to)), all.size(), to < all.size());
    }

    /// Whether the client walks by key rather than by page number.
    public boolean byKey() {
        return "keyset".equals(parameters.text("pagination"));
    }

    /// A page of a list that is walked by key, in one of these orders (the first if none is asked for).
    ///
    /// `rows` reads up to the limit it is given, `key` tells the order's value and the id of a row.
    public <T> Listing<T> keyset(
            List<String> orders, Function<Keyset, List<T>> rows, Function<T, Keyset.After> key) {
        var order = parameters.text("order_by", orders.getFirst());
        if (!orders.contains(order)) {
            throw Refusal.error(405, "Keyset pagination is not yet available for this type of request");
        }
        var descending = !"asc".equals(parameters.oneOf("sort", "asc", "desc"));
        var read = rows.apply(new Keyset(order, descending, after(order, descending), perPage + 1));
        var headers = new LinkedHashMap<String, String>();
        var more = read.size() > perPage;
        var shown = more ? read.subList(0, perPage) : read;
        if (more) {
            var next = Map.of(
                    "cursor", key.apply(shown.getLast()).cursor(), "per_page", Integer.toString(perPage));
            headers.put("Link", "<" + link(next, Set.of("page", "id_after", "id_before")) + ">; rel=\"next\"");
        }
        return new Listing<>(List.copyOf(shown), headers);
    }

    private Keyset.@Nullable After after(String order, boolean descending) {
        var cursor = parameters.text("cursor");
        if (cursor != null) {
            return Keyset.After.of(cursor);
        }
        var id = order.equals("id") ? parameters.integer(descending ? "id_before" : "id_after") : null;
        return id == null ? null : new Keyset.After(id.toString(), id);
    }

    private <T> Listing<T> listing(List<T> rows, long total, boolean more) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Page", Long.toString(page));
        headers.put("X-Per-Page", Integer.toString(perPage));
        headers.put("X-Next-Page", more ? Long.toString(page + 1) : "");
        headers.put("X-Prev-Page", page > 1 ? Long.toString(page - 1) : "");
        var links = new ArrayList<String>();
        if (page > 1) {
            links.add(link(page - 1, "prev"));
        }
        if (more) {
            links.add(link(page + 1, "next"));
        }
        links.add(link(1, "first"));
        if (total >= 0) {
            var pages = Math.max(1, (total + perPage - 1) / perPage);
            headers.put("X-Total", Long.toString(total));
            headers.put("X-Total-Pages", Long.toString(pages));
            links.add(link(pages, "last"));
        }
        headers.put("Link", String.join(", ", links));
        return new Listing<>(rows, headers);
    }

    private String link(long page, String relation) {
        var place = new LinkedHashMap<String, String>();
        place.put("page", Long.toString(page));
        place.put("per_page", Integer.toString(perPage));
        return "<" + link(place, Set.of()) + ">; rel=\"" + relation + "\"";
    }

    private String link(Map<String, String> place, Set<String> without) {
        var link = new StringBuilder(address);
        var separator = '?';
        for (var pair : query) {
            if (!place.containsKey(pair.name()) && !without.contains(pair.name())) {
                link.append(separator).append(encoded(pair.name())).append('=').append(encoded(pair.value()));
                separator = '&';
            }
        }
        for (var entry : place.entrySet()) {
            link.append(separator).append(entry.getKey()).append('=').append(encoded(entry.getValue()));
            separator = '&';
        }
        return link.toString();
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
    }
}
