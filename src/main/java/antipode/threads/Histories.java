package antipode.threads;

import antipode.markdown.ProseDiff;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells how a text became what it is.
@Component
class Histories {

    private static final int PAGE = 10;

    private final Versions versions;

    Histories(Versions versions) {
        this.versions = versions;
    }

    HistoryPage of(Issuable issuable, @Nullable Comment comment, long before) {
        Long id = comment == null ? null : comment.id();
        List<Version> kept = versions.of(issuable.id(), id, before, PAGE + 1);
        String title = issuable.title();
        String body = comment == null ? issuable.description() : comment.body();
        if (before != Long.MAX_VALUE) {
            title = versions.title(issuable.id(), before).orElse(title);
            body = versions.body(issuable.id(), id, before).orElse(body);
        }
        List<HistoryPage.Change> changes = new ArrayList<>();
        for (Version version : kept.subList(0, Math.min(kept.size(), PAGE))) {
            changes.add(new HistoryPage.Change(
                    version.editor(),
                    version.editedAt(),
                    version.title(),
                    version.title() == null ? null : title,
                    version.body() == null ? null : ProseDiff.of(version.body(), body)));
            title = version.title() == null ? title : version.title();
            body = version.body() == null ? body : version.body();
        }
        return new HistoryPage(issuable, comment, changes, kept.size() > PAGE ? kept.get(PAGE - 1).id() : null);
    }
}
