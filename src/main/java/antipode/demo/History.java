package antipode.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A repository's commits and merge requests, and how its pages were read, each in order of time.
record History(List<Commit> commits, List<MergeRequest> mergeRequests, List<Reading> reading) {

    /// What somebody does while they read a page: asks about the line that holds some words, finds the page right until a
    /// day, or only reads it. Without a path they publish the handbook.
    record Reading(
            String by,
            At at,
            @Nullable String path,
            @Nullable String quote,
            @Nullable String title,
            @Nullable String asks,
            Script.@Nullable Day rightUntil) {}

    /// `from` is a folder of `FILES-history/` with the files as they were then; without it they are as they are now.
    /// `thread` is what is said of it. `moves` renames files. `ignores` is the message of an earlier commit that blame looks through from now on.
    record Commit(
            String by,
            At at,
            String message,
            @Nullable String branch,
            @Nullable String from,
            List<String> files,
            Map<String, String> moves,
            @Nullable String ignores,
            List<Step> thread) {}

    /// One that `reverts` another, by its branch, has none of its own, and its title and words are the product's: that one is
    /// taken back with one click.
    record MergeRequest(
            String title,
            String author,
            At at,
            @Nullable String branch,
            @Nullable String reverts,
            String text,
            boolean draft,
            @Nullable At ready,
            String door,
            @Nullable String doorBecause,
            @Nullable String dri,
            List<String> reviewers,
            List<Step> thread,
            @Nullable Merged merged) {}

    /// By whom; `byDefault` if nobody objected until the ask's end, so that it merged by itself.
    record Merged(String by, At at, boolean byDefault) {}
}
