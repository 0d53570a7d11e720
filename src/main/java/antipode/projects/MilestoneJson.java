package antipode.projects;

import antipode.api.Site;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A milestone in GitLab's form.
public record MilestoneJson(
        long id,
        int iid,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long projectId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long groupId,
        String title,
        String description,
        String state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable LocalDate dueDate,
        @Nullable LocalDate startDate,
        boolean expired,
        String webUrl) {

    public static MilestoneJson of(Milestone milestone, LocalDate today, Site site) {
        return new MilestoneJson(
                milestone.id(), milestone.iid(), milestone.projectId(), milestone.teamId(), milestone.title(),
                milestone.description(), milestone.active() ? "active" : "closed", milestone.createdAt(), milestone.updatedAt(),
                milestone.due(), milestone.start(), milestone.expired(today), site.url(milestone.path()));
    }
}
