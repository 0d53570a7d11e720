package antipode.mergerequests;

import antipode.projects.ProjectHead;
import antipode.threads.CapacityNote;
import antipode.threads.Clash;
import antipode.threads.Sheet;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a merge request is proposed or changed.
///
/// @param request  nothing while it is new
/// @param branches all of the project
/// @param templates names of those the repository keeps, while it is new
/// @param sheet    what stands around the description
/// @param owners   whom CODEOWNERS asks or tells, while it is new
/// @param theirs   what somebody else has saved meanwhile
record MergeRequestFormPage(
        ProjectHead head,
        @Nullable MergeRequest request,
        ProposalForm form,
        List<String> branches,
        List<String> templates,
        Sheet sheet,
        AskedOwners.Meant owners,
        Map<String, String> errors,
        @Nullable Clash theirs,
        List<CapacityNote> notes)
        implements Page {

    @Override
    public int status() {
        return theirs != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }

    String action() {
        return request == null ? head.project().url() + "/-/merge_requests" : request.path();
    }

    /// The form begun with a template.
    String path(String template) {
        return head.project().url() + "/-/merge_requests/new?source=" + encoded(form.source()) + "&target=" + encoded(form.target())
                + "&template=" + encoded(template);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<String> sources() {
        return branches.stream().filter(branch -> !branch.equals(head.project().defaultBranch())).toList();
    }
}
