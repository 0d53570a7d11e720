package antipode.mergerequests.review;

import antipode.mergerequests.Changed;
import antipode.mergerequests.FileLinks;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestVersions;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Verdicts;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.ChangedFile;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.threads.Conversation;
import antipode.threads.References;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a merge request changes, a page of files at a time, with what is said beside the lines: three questions of the
/// database, however many files and threads there are, and one more where texts cite something.
@Component
public class Changes {

    /// So many files stand on a page; on the merge request's own page, fewer.
    static final int PER_PAGE = 50;

    private static final int ON_OVERVIEW = 12;

    /// Larger files, and more of them, are shown line by line.
    private static final int LONGEST_PROSE = 300_000;
    private static final int MOST_PROSE = 30;

    /// Once so many characters of differences stand on a page, those of further files are shown when one asks for them.
    private static final int MOST_SHOWN = 400_000;

    /// Of a file that one looks at by itself.
    private static final int BEGINNING = 1_000_000;

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final Verdicts verdicts;
    private final Positions positions;
    private final DraftNotes drafts;
    private final References references;
    private final Diffs diffs;

    Changes(
            MergeRequests requests,
            MergeRequestVersions versions,
            Verdicts verdicts,
            Positions positions,
            DraftNotes drafts,
            References references,
            Diffs diffs) {
        this.requests = requests;
        this.versions = versions;
        this.verdicts = verdicts;
        this.positions = positions;
        this.drafts = drafts;
        this.references = references;
        this.diffs = diffs;
    }

    public ChangesView of(
            Actor reader, Project project, Role role, MergeRequest request, Conversation conversation, Asked asked) {
        List<MergeRequest.Version> versions = this.versions.of(request.id());
        MergeRequest.Version to = versions.stream()
                .filter(version -> asked.to() != null && version.id() == asked.to())
                .findFirst()
                .orElse(versions.getFirst());
        MergeRequest.Review mine = asked.from() == null && asked.to() == null && request.open() ? lastOf(reader, request) : null;
        MergeRequest.Version from = mine != null
                ? reviewed(versions, to, mine)
                : versions.stream()
                        .filter(version -> asked.from() != null && version.id() == asked.from() && version.id() < to.id())
                        .findFirst()
                        .orElse(null);
        List<DraftNote> waiting = drafts.of(reader, request);
        try {
            return read(reader, project, role, request, conversation, asked, versions, from, to, from != null ? mine : null, waiting);
        } catch (Problem collected) {
            if (collected.status() != 404) {
                throw collected;
            }
            return new ChangesView(
                    project, request, role, asked, versions, from, to, null, List.of(), List.of(), 1, true, waiting.size(), conversation);
        }
    }

    private MergeRequest.@Nullable Review lastOf(Actor reader, MergeRequest request) {
        return !reader.signedIn()
                ? null
                : verdicts.of(request.id()).stream()
                        .filter(review -> reader.is(review.by().id()))
                        .findFirst()
                        .orElse(null);
    }

    /// The version that was reviewed, if there is a later one.
    private static MergeRequest.@Nullable Version reviewed(
            List<MergeRequest.Version> versions, MergeRequest.Version to, MergeRequest.Review review) {
        return review.head().equals(to.head())
                ? null
                : versions.stream().filter(version -> version.head().equals(review.head())).findFirst().orElse(null);
    }

    private ChangesView read(
            Actor reader,
            Project project,
            Role role,
            MergeRequest request,
            Conversation conversation,
            Asked asked,
            List<MergeRequest.Version> versions,
            MergeRequest.@Nullable Version from,
            MergeRequest.Version to,
            MergeRequest.@Nullable Review mine,
            List<DraftNote> waiting) {
        String base = from == null ? to.base() : from.head();
        List<ChangedFile> all = diffs.files(project.id(), base, to.head());
        if (from != null) {
            all = proposed(project, all, from, to);
        }
        List<Integer> chosen = chosen(all, asked);
        Map<Integer, List<FileChange.Said>> said =
                said(project, all, chosen, conversation, waiting, base, from == null ? to.start() : from.head(), to.head());
        List<FileChange> shown = files(reader, project, all, chosen, asked, to.head(), said);
        int pages = Math.max(1, (all.size() + PER_PAGE - 1) / PER_PAGE);
        return new ChangesView(
                project, request, role, asked, versions, from, to, mine == null ? null : mine.at(), all, shown, pages, false,
                waiting.size(), conversation);
    }

    /// Between two versions, what came in from the target alone is left out.
    private List<ChangedFile> proposed(
            Project project, List<ChangedFile> all, MergeRequest.Version from, MergeRequest.Version to) {
        if (from.base().equals(to.base())) {
            return all;
        }
        Set<String> paths = new HashSet<>();
        for (MergeRequest.Version version : List.of(from, to)) {
            diffs.files(project.id(), version.base(), version.head()).forEach(file -> {
                paths.add(file.oldPath());
                paths.add(file.newPath());
            });
        }
        return all.stream().filter(file -> paths.contains(file.oldPath()) || paths.contains(file.newPath())).toList();
    }

    private static List<Integer> chosen(List<ChangedFile> all, Asked asked) {
        List<Integer> chosen = new ArrayList<>();
        int size = asked.overview() ? ON_OVERVIEW : PER_PAGE;
        long first = asked.path() != null ? 0 : (long) (asked.page() - 1) * size;
        for (int at = 0; at < all.size(); at++) {
            boolean here = asked.path() != null ? all.get(at).path().equals(asked.path()) : at >= first && at < first + size;
            if (here) {
                chosen.add(at);
            }
        }
        return chosen;
    }

    /// What is said beside the lines of these files, in this difference.
    private Map<Integer, List<FileChange.Said>> said(
            Project project, List<ChangedFile> all, List<Integer> chosen, Conversation conversation, List<DraftNote> waiting,
            String base, String start, String head) {
        Map<Object, DiffPosition> begun = new HashMap<>();
        conversation.discussions().forEach(discussion -> {
            if (discussion.place() instanceof LinePlace place) {
                begun.put(discussion, place.begun().position());
            }
        });
        waiting.forEach(draft -> {
            if (draft.kept() != null) {
                begun.put(draft, draft.kept().position());
            }
        });
        Map<Integer, List<FileChange.Said>> said = new HashMap<>();
        positions.follow(project.id(), begun, base, start, head).forEach((what, position) -> {
            for (int at : chosen) {
                ChangedFile file = all.get(at);
                boolean here = position.inNew()
                        ? file.newBlob() != null && file.newPath().equals(position.newPath())
                        : file.oldBlob() != null && file.oldPath().equals(position.oldPath());
                if (here) {
                    said.computeIfAbsent(at, _ -> new ArrayList<>()).add(switch (what) {
                        case DraftNote draft -> new FileChange.Draft(draft, position);
                        case antipode.threads.Discussion discussion -> new FileChange.Thread(discussion, position);
                        default -> throw new IllegalStateException(what.toString());
                    });
                }
            }
        });
        return said;
    }

    private List<FileChange> files(
            Actor reader, Project project, List<ChangedFile> all, List<Integer> chosen, Asked asked, String head,
            Map<Integer, List<FileChange.Said>> said) {
        List<FileDiff> read = diffs.read(project.id(), chosen.stream().map(all::get).toList());
        List<FileChange> shown = new ArrayList<>();
        boolean asPages = asked.view() == Asked.View.PROSE || asked.view() == Asked.View.PAGES;
        Map<String, String> texts = asPages ? texts(project, all, chosen) : Map.of();
        ReadFiles pieces = new ReadFiles();
        int prose = 0;
        long weight = 0;
        for (int at = 0; at < chosen.size(); at++) {
            int index = chosen.get(at);
            FileDiff diff = read.get(at);
            if (diff.tooLarge() && asked.path() != null) {
                diff = diffs.beginning(project.id(), all.get(index), BEGINNING);
            }
            weight += diff.diff().length();
            boolean deferred = weight > MOST_SHOWN && asked.path() == null && at > 0;
            boolean page = Changed.isPage(diff) && !deferred && prose < MOST_PROSE;
            List<FileChange.Said> here = said.getOrDefault(index, List.of());
            if (page && asPages) {
                String before = text(texts, all.get(index).oldBlob());
                String after = text(texts, all.get(index).newBlob());
                if (before.length() <= LONGEST_PROSE && after.length() <= LONGEST_PROSE) {
                    prose++;
                    pieces.add(index, diff, before, after, new FileLinks(project.fullPath(), head, diff.path()), asked.view(), here);
                    continue;
                }
            }
            List<Surroundings.Span> further = asked.lines().getOrDefault(index, List.of());
            String blob = further.isEmpty() ? null : all.get(index).newBlob();
            pieces.plain(FileChange.lines(
                    index, diff, deferred, further, blob == null ? null : diffs.texts(project.id(), List.of(blob)).get(blob), here));
        }
        shown.addAll(pieces.linked(reader, project, references));
        return shown;
    }

    private static String text(Map<String, String> texts, @Nullable String blob) {
        return blob == null ? "" : texts.getOrDefault(blob, "");
    }

    /// Both sides of the pages among these, read at once.
    private Map<String, String> texts(Project project, List<ChangedFile> all, List<Integer> chosen) {
        Set<String> blobs = new HashSet<>();
        chosen.stream().map(all::get).filter(file -> Changed.isPage(file.path())).limit(MOST_PROSE).forEach(file -> {
            if (file.oldBlob() != null) {
                blobs.add(file.oldBlob());
            }
            if (file.newBlob() != null) {
                blobs.add(file.newBlob());
            }
        });
        return blobs.isEmpty() ? Map.of() : diffs.texts(project.id(), blobs);
    }
}
