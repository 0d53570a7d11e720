package antipode.mergerequests.review;

import antipode.mergerequests.Changed;
import antipode.mergerequests.FileLinks;
import antipode.mergerequests.MergeRequest;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.ChangedFile;
import antipode.threads.Conversation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a merge request changes, or changed between two of its versions, as one reader looks at it. Its template is
/// `Changes.jte`.
///
/// @param from     the version it is compared with; nothing for all that is proposed
/// @param reviewed when the reader last reviewed, where what changed since is shown because of that
/// @param all      every file that differs
/// @param files    those of this page
/// @param pages    how many pages of files there are
/// @param gone     whether one of the versions is no longer kept
/// @param drafts   how many comments wait in the reader's review
public record ChangesView(
        Project project,
        MergeRequest request,
        Role role,
        Asked asked,
        List<MergeRequest.Version> versions,
        MergeRequest.@Nullable Version from,
        MergeRequest.Version to,
        @Nullable Instant reviewed,
        List<ChangedFile> all,
        List<FileChange> files,
        int pages,
        boolean gone,
        int drafts,
        Conversation conversation) {

    /// The threads that stand beside their lines here.
    public Set<Long> shown() {
        return said().filter(FileChange.Thread.class::isInstance)
                .map(said -> ((FileChange.Thread) said).discussion().id())
                .collect(Collectors.toSet());
    }

    /// What waits in the reader's review and stands beside its lines here.
    public List<DraftNote> draftsShown() {
        return said().filter(FileChange.Draft.class::isInstance).map(said -> ((FileChange.Draft) said).note()).toList();
    }

    private Stream<FileChange.Said> said() {
        return files.stream().flatMap(file -> file.said().stream());
    }

    /// How many suggestions the reader could apply.
    public long suggests() {
        return conversation.discussions().stream()
                .map(antipode.threads.Discussion::place)
                .filter(LinePlace.class::isInstance)
                .map(LinePlace.class::cast)
                .filter(LinePlace::mayApply)
                .flatMap(place -> place.suggested().values().stream().flatMap(List::stream)
                        .filter(one -> one.comment().threadId() == place.thread()))
                .filter(Suggestion::appliable)
                .count();
    }

    public boolean maySpeak() {
        return conversation.maySpeak();
    }

    String base() {
        return from == null ? to.base() : from.head();
    }

    /// Whether all that is proposed is shown, as it is now.
    boolean whole() {
        return from == null && to.id() == versions.getFirst().id();
    }

    /// "version 3"; the first one is 1.
    public String name(MergeRequest.Version version) {
        return "version " + number(version);
    }

    public int number(MergeRequest.Version version) {
        for (int at = 0; at < versions.size(); at++) {
            if (versions.get(at).id() == version.id()) {
                return versions.size() - at;
            }
        }
        return 0;
    }

    /// "1 page, 12 words in, 7 out": pages where there are only pages, else files; only how many where these are many.
    public String extent() {
        if (all.isEmpty()) {
            return "nothing changes";
        }
        boolean pages = all.stream().allMatch(file -> Changed.isPage(file.path()));
        String what = pages ? "page" : "file";
        String count = all.size() + " " + what + (all.size() == 1 ? "" : "s");
        if (files.size() < all.size() || asked.view() == Asked.View.PAGES) {
            return count;
        }
        boolean words = files.stream().allMatch(file -> file.changed().prose() != null);
        int in = files.stream().mapToInt(file -> amount(file, words, true)).sum();
        int out = files.stream().mapToInt(file -> amount(file, words, false)).sum();
        return count + ", " + Changed.amount(in, out, words ? "word" : "line");
    }

    private static int amount(FileChange file, boolean words, boolean in) {
        var prose = file.changed().prose();
        return words && prose != null
                ? in ? prose.wordsIn() : prose.wordsOut()
                : in ? file.diff().additions() : file.diff().deletions();
    }

    public String path() {
        return request.path() + (asked.overview() ? "" : "/diffs");
    }

    /// The same, seen another way.
    public String seen(Asked.View view) {
        return address(path(), view, asked.page(), asked.path());
    }

    public String page(int page) {
        return address(request.path() + "/diffs", asked.view(), page, null);
    }

    /// All of it on a page of its own.
    public String alone() {
        return address(request.path() + "/diffs", asked.view(), 1, null);
    }

    /// One file by itself, however large it is.
    public String single(ChangedFile file) {
        return address(request.path() + "/diffs", asked.view(), 1, file.path());
    }

    /// Everything that is proposed.
    public String everything() {
        return path() + "?from=base" + (asked.view() == Asked.View.PROSE ? "" : "&view=" + asked.view().key());
    }

    private String address(String path, Asked.View view, int page, @Nullable String file) {
        Map<String, String> query = new LinkedHashMap<>();
        if (view != Asked.View.PROSE) {
            query.put("view", view.key());
        }
        if (from != null) {
            query.put("from", String.valueOf(from.id()));
        } else if (asked.from() != null) {
            query.put("from", "base");
        }
        if (asked.to() != null) {
            query.put("to", String.valueOf(to.id()));
        }
        if (page > 1) {
            query.put("page", String.valueOf(page));
        }
        if (file != null) {
            query.put("path", file);
        }
        StringBuilder address = new StringBuilder(path);
        query.forEach((name, value) -> append(address, name, value));
        return address.toString();
    }

    private static void append(StringBuilder address, String name, String value) {
        address.append(address.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(encoded(value));
    }

    /// The same with more lines of a file, beside those that are shown already.
    String more(FileChange file, Surroundings.Span span) {
        StringBuilder address = new StringBuilder(address(path(), asked.view(), asked.page(), asked.path()));
        asked.with(file.index(), span).forEach((index, spans) -> spans.forEach(
                one -> append(address, "lines", index + "." + one.from() + "-" + one.to())));
        return address.append("#file-").append(file.index()).toString();
    }

    /// Where one says something beside lines.
    public String comment(FileChange file, boolean old, int first, int last) {
        var diff = file.diff();
        return request.path() + "/line_comments/new?to=" + to.id() + (from == null ? "" : "&from=" + from.id())
                + "&path=" + encoded(diff.newPath())
                + (diff.oldPath().equals(diff.newPath()) ? "" : "&old_path=" + encoded(diff.oldPath()))
                + (old ? "&old=" : "&new=") + (first < last ? first + "-" : "") + last;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String asItWouldBe(FileChange file) {
        return FileLinks.address(project.fullPath(), "blob", to.head(), file.diff().path());
    }

    public String asItWas(FileChange file) {
        return FileLinks.address(project.fullPath(), "blob", base(), file.diff().oldPath());
    }

    /// Who may push to the branch, or offered it, may change its texts in the browser, each save one more commit.
    public boolean mayWrite(FileChange file) {
        return request.open() && (role.atLeast(Role.DEVELOPER) || request.offeredBy(conversation.reader())) && !file.diff().tooLarge() && !file.diff().deleted()
                && !file.diff().binary() && to.id() == versions.getFirst().id();
    }

    public String editPath(FileChange file) {
        return FileLinks.address(project.fullPath(), "edit", request.sourceBranch(), file.diff().path()) + "?mr=" + request.iid();
    }

    /// The number of the page that shows a file.
    int pageOf(int index) {
        return index / Changes.PER_PAGE + 1;
    }

    /// Where a file of the list is shown.
    public String placeOf(int index) {
        boolean here = files.stream().anyMatch(file -> file.index() == index);
        return (here ? "" : page(pageOf(index))) + "#file-" + index;
    }

    /// Whether there are so many files that a list of them helps.
    public boolean listed() {
        return all.size() > 3;
    }

    /// The files by their folders, in order; each with its number.
    public Map<String, List<Integer>> folders() {
        Map<String, List<Integer>> folders = new LinkedHashMap<>();
        for (int at = 0; at < all.size(); at++) {
            String path = all.get(at).path();
            int slash = path.lastIndexOf('/');
            folders.computeIfAbsent(slash < 0 ? "" : path.substring(0, slash), _ -> new ArrayList<>()).add(at);
        }
        return folders;
    }

    public String fileName(int index) {
        String path = all.get(index).path();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
