package antipode.projects;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Something that issues and merge requests are to be done for, by a day: a project's own, or a team's, which serves all
/// projects in and below the team.
///
/// @param place           the full path of the project or team
/// @param iid             its number there, from 1
/// @param descriptionHtml sanitised, with marks where it cites
public record Milestone(
        long id,
        @Nullable Long projectId,
        @Nullable Long teamId,
        String place,
        int iid,
        String title,
        String description,
        String descriptionHtml,
        boolean active,
        @Nullable LocalDate start,
        @Nullable LocalDate due,
        Instant createdAt,
        Instant updatedAt) {

    /// The page's path.
    public String path() {
        return projectId != null ? "/" + place + "/-/milestones/" + iid : "/-/teams/" + teamId + "/milestones/" + iid;
    }

    /// Whether its last day is over.
    public boolean expired(LocalDate today) {
        return due != null && due.isBefore(today);
    }

    /// What stands in its form.
    public Words words() {
        return new Words(title, description, start, due);
    }

    /// What one says of a milestone.
    public record Words(String title, String description, @Nullable LocalDate start, @Nullable LocalDate due) {}
}
