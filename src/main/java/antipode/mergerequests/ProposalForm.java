package antipode.mergerequests;

import antipode.threads.Door;
import antipode.threads.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of a merge request's form, as it was typed.
record ProposalForm(
        String source,
        String target,
        String title,
        String description,
        boolean draft,
        String door,
        String reviewers,
        boolean removesSource,
        String question,
        String version) {

    /// GitLab's names of the fields are taken as well, so that its links fill the form.
    static ProposalForm of(HttpServletRequest request, String target) {
        String into = one(request, "target", "merge_request[target_branch]");
        return new ProposalForm(
                Words.line(one(request, "source", "merge_request[source_branch]")),
                into.isEmpty() ? target : Words.line(into),
                Words.line(one(request, "title", "merge_request[title]")),
                Words.of(one(request, "description", "merge_request[description]")),
                request.getMethod().equals("GET") || request.getParameter("draft") != null,
                Door.of(one(request, "door", "door")).key(),
                Words.line(one(request, "reviewers", "reviewers")),
                request.getParameter("removes_source") != null,
                Words.line(one(request, "question", "question")),
                Objects.requireNonNullElse(request.getParameter("version"), ""));
    }

    static ProposalForm of(MergeRequest request, List<MergeRequest.Reviewer> reviewers) {
        return new ProposalForm(
                request.sourceBranch(),
                request.targetBranch(),
                request.title(),
                request.header().description(),
                request.draft(),
                request.door().key(),
                reviewers.stream().map(one -> one.person().username()).collect(Collectors.joining(", ")),
                request.removesSource(),
                request.question(),
                request.header().version());
    }

    ProposalForm titled(String title, String source) {
        return new ProposalForm(source, target, title, description, draft, door, reviewers, removesSource, question, version);
    }

    /// The same for other reviewers.
    ProposalForm reviewers(List<String> usernames) {
        return new ProposalForm(
                source, target, title, description, draft, door, String.join(", ", usernames), removesSource, question, version);
    }

    /// The same with other words in the description.
    ProposalForm described(String words) {
        return new ProposalForm(source, target, title, words, draft, door, reviewers, removesSource, question, version);
    }

    /// The same, begun from what stands there now.
    ProposalForm version(String now) {
        return new ProposalForm(source, target, title, description, draft, door, reviewers, removesSource, question, now);
    }

    List<String> usernames() {
        return Arrays.stream(reviewers.split("[,;\\s]+"))
                .map(name -> name.startsWith("@") ? name.substring(1) : name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String one(HttpServletRequest request, String name, String gitlabs) {
        @Nullable String value = request.getParameter(name);
        if (value == null) {
            value = request.getParameter(gitlabs);
        }
        return value == null ? "" : value;
    }
}
