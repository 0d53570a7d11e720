package antipode.handbook;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Why somebody can't change a page, and what they can do instead.
record CannotEditPage(ProjectHead head, String path, boolean known) implements Page {

    @Override
    public int status() {
        return 403;
    }

    String askPath() {
        var page = Paths.page(head.project(), path);
        return head.project().url() + "/-/issues/new?title=" + encoded("About “" + Paths.spoken(path) + "”")
                + "&description=" + encoded("About the page [" + Paths.spoken(path) + "](" + page + ").\n\n");
    }

    String back() {
        return Paths.page(head.project(), path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
