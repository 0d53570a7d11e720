package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Page;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Looks up who of those typed into a field has no room.
@Controller
class CapacityNotesController {

    private final CapacityNotes notes;

    CapacityNotesController(CapacityNotes notes) {
        this.notes = notes;
    }

    @GetMapping("/{project}/-/capacity_notes")
    @May(Who.GUEST)
    Page show(
            @RequestParam(defaultValue = "") String assignees,
            @RequestParam(defaultValue = "") String reviewers,
            Project project,
            Actor actor) {
        var typed = Arrays.stream((assignees + "," + reviewers).split("[,;\\s]+")).filter(name -> !name.isEmpty()).toList();
        return new CapacityNotesPart(notes.named(actor, project.id(), typed));
    }
}
