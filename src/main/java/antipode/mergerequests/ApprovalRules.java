package antipode.mergerequests;

import antipode.api.Site;
import antipode.people.UserJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What asks for approvals, as GitLab tells its rules.
final class ApprovalRules {

    /// @param ruleType   `any_approver` or `code_owner`
    /// @param section    of CODEOWNERS
    /// @param ruleOfDoor ours: whether nothing merges without it
    record Rule(
            long id,
            String name,
            String ruleType,
            List<UserJson> eligibleApprovers,
            int approvalsRequired,
            List<UserJson> users,
            List<Object> groups,
            boolean containsHiddenGroups,
            @Nullable String section,
            @Nullable Object sourceRule,
            boolean overridden,
            boolean codeOwner,
            List<UserJson> approvedBy,
            boolean approved,
            List<String> files,
            boolean ruleOfDoor) {}

    private ApprovalRules() {}

    static List<Rule> of(Standing standing, Site site) {
        List<Rule> rules = new ArrayList<>();
        MergeRequest request = standing.request();
        int needed = request.approvalsNeeded(standing.required());
        List<UserJson> given = standing.approvals().stream()
                .filter(approval -> approval.head().equals(request.head()))
                .map(approval -> MergeRequestJsons.user(approval.person(), site))
                .toList();
        rules.add(new Rule(
                request.id(), "All Members", "any_approver", List.of(), needed, List.of(), List.of(), false, null, null, false,
                false, given, request.approvals(standing.approvals()) >= needed, List.of(), true));
        for (OwnerRule rule : standing.owners()) {
            List<UserJson> people = rule.people().stream().map(person -> MergeRequestJsons.user(person, site)).toList();
            rules.add(new Rule(
                    rule.id(), rule.pattern(), "code_owner", people, rule.needed(), people, List.of(), false, rule.section(), null,
                    false, true, rule.approved().stream().map(person -> MergeRequestJsons.user(person, site)).toList(), rule.met(),
                    rule.files(), standing.ownersDecide()));
        }
        return rules;
    }
}
