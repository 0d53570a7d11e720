package antipode.handbook;

import antipode.people.Person;
import antipode.repositories.Codeowners;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a page stands: who knows about it, when it was found right, when it is to be looked at again, what is asked about it.
///
/// @param blob     the text that is shown
/// @param verified who found it right last
/// @param reviewOn the day on which to look again
/// @param overdue  whether that day has come
/// @param broken   how many of its links lead to nothing
/// @param suggested the day that is offered for looking again
record PageStanding(
        FrontMatter matter,
        String blob,
        List<Codeowners.Owning> owners,
        List<Knowing.Writer> writers,
        PageReviews.@Nullable Verified verified,
        @Nullable LocalDate reviewOn,
        boolean overdue,
        boolean mayVerify,
        LocalDate suggested,
        List<PageQuestions.Open> questions,
        int broken) {

    /// For readers from outside: only what the page says of itself to anyone.
    static PageStanding outside(FrontMatter matter) {
        var told = new FrontMatter(matter.tags(), matter.description(), null, null, List.of(), java.util.Map.of());
        return new PageStanding(told, "", List.of(), List.of(), null, null, false, false, LocalDate.EPOCH, List.of(), 0);
    }

    /// The first member who answers for it.
    @Nullable Person answering() {
        return owners.stream().filter(owning -> owning.team().isEmpty()).flatMap(owning -> owning.people().stream()).findFirst().orElse(null);
    }

    /// The first team that does, where no member is named.
    @Nullable String team() {
        return owners.stream().map(Codeowners.Owning::team).filter(team -> !team.isEmpty()).findFirst().orElse(null);
    }

    /// Those who wrote at it without answering for it.
    List<Knowing.Writer> others() {
        return writers.stream().filter(writer -> {
            var person = writer.author().person();
            return person == null || owners.stream().flatMap(owning -> owning.people().stream().limit(3)).noneMatch(owner -> owner.id() == person.id());
        }).toList();
    }

    /// Whether it was changed after it was found right.
    boolean changedSince() {
        return verified != null && !verified.blob().equals(blob);
    }
}
