package antipode.absences;

import antipode.api.Site;
import antipode.people.UserJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An absence as the API tells it.
///
/// @param delegates who stands in; only for areas that the reader may see
record AbsenceJson(
        long id, long userId, LocalDate firstOn, LocalDate lastOn, String note, Instant createdAt, List<StandInJson> delegates) {

    /// @param area the path of a team or a project; nothing for everything
    record StandInJson(@Nullable String area, UserJson user) {}

    static AbsenceJson of(Stated stated, Site site) {
        var absence = stated.absence();
        return new AbsenceJson(
                absence.id(), absence.memberId(), absence.firstOn(), absence.lastOn(), absence.note(), absence.createdAt(),
                stated.standIns().stream().map(one -> new StandInJson(one.path(), UserJson.of(one.delegate(), site))).toList());
    }
}
