package antipode.mergerequests;

import antipode.people.Person;
import antipode.repositories.ChangedFile;
import antipode.repositories.Codeowners;
import antipode.repositories.Diffs;
import antipode.repositories.Ownership;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Whose approval CODEOWNERS asks for, by what stands in the target branch: a branch can't choose its own owners.
@Component
class Owners {

    private final Codeowners codeowners;
    private final Diffs diffs;
    /// Which paths differ between two commits never changes.
    private final Cache<String, List<String>> changed = Caffeine.newBuilder().maximumSize(500).build();

    Owners(Codeowners codeowners, Diffs diffs) {
        this.codeowners = codeowners;
        this.diffs = diffs;
    }

    /// The paths it changes, before and after.
    List<String> paths(MergeRequest request) {
        return paths(request.header().projectId(), request.base(), request.head());
    }

    private List<String> paths(long project, String base, String head) {
        return changed.get(project + ":" + base + ":" + head, _ -> {
            Set<String> paths = new LinkedHashSet<>();
            for (ChangedFile file : diffs.files(project, base, head)) {
                paths.add(file.oldPath());
                paths.add(file.newPath());
            }
            return List.copyOf(paths);
        });
    }

    /// In the order of the file.
    ///
    /// @param approvals those that count
    List<OwnerRule> of(MergeRequest request, List<MergeRequest.Approval> approvals) {
        return of(
                request.header().projectId(), request.targetBranch(), request.base(), request.head(),
                request.header().author().id(), approvals);
    }

    /// The same of what is still to be proposed.
    List<OwnerRule> of(
            long project, String target, String base, String head, long author, List<MergeRequest.Approval> approvals) {
        Ownership ownership = codeowners.at(project, target);
        if (ownership.sections().isEmpty()) {
            return List.of();
        }
        Map<Ownership.Claim, List<String>> files = new LinkedHashMap<>();
        for (String path : paths(project, base, head)) {
            ownership.claims(path).forEach(claim -> files.computeIfAbsent(claim, _ -> new ArrayList<>()).add(path));
        }
        if (files.isEmpty()) {
            return List.of();
        }
        Set<Ownership.Owner> named = new LinkedHashSet<>();
        files.keySet().forEach(claim -> named.addAll(claim.owners()));
        Map<Ownership.Owner, List<Person>> people = new HashMap<>();
        codeowners.people(project, named).forEach(owning -> people.put(owning.owner(), owning.people()));
        List<OwnerRule> rules = new ArrayList<>();
        files.forEach((claim, paths) -> rules.add(rule(author, head, claim, paths, people, approvals)));
        return List.copyOf(rules);
    }

    private static OwnerRule rule(
            long author, String head, Ownership.Claim claim, List<String> paths, Map<Ownership.Owner, List<Person>> people,
            List<MergeRequest.Approval> approvals) {
        List<Person> meant = claim.owners().stream()
                .flatMap(owner -> people.getOrDefault(owner, List.of()).stream())
                .filter(person -> person.id() != author)
                .distinct()
                .toList();
        List<Person> approved = meant.stream()
                .filter(person -> approvals.stream()
                        .anyMatch(one -> one.person().id() == person.id() && one.head().equals(head)))
                .toList();
        Ownership.Section section = claim.section();
        // Nobody waits for more owners than there are.
        int needed = section.optional() ? 0 : Math.min(section.approvals(), meant.size());
        return new OwnerRule(
                section.name(), claim.rule().pattern(), claim.rule().line(), section.optional(), needed,
                claim.owners().stream().map(Ownership.Owner::written).toList(), meant, paths, approved);
    }
}
