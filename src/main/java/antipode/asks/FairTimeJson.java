package antipode.asks;

import antipode.api.Site;
import antipode.hours.FairTime;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.todos.Holder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By when everyone asked would have had their working time, and whether a proposed time robs anybody.
///
/// @param fairAt  nothing if nobody asked can be waited for
/// @param verdict the sentence of the composer
public record FairTimeJson(@Nullable Instant fairAt, boolean fair, String verdict, List<EachJson> asked) {

    /// One who is asked.
    ///
    /// @param handle   the username, or the path of the team
    /// @param fairAt   nothing if nobody waits for them
    /// @param delegate who answers in their place
    public record EachJson(String handle, @Nullable Instant fairAt, boolean away, @Nullable UserJson delegate) {}

    static FairTimeJson of(FairTime<AskPlans.Stand> weighed, @Nullable Instant due, ZoneId reader, Site site) {
        Instant fairAt = weighed.due().orElse(null);
        Instant proposed = due != null ? due : fairAt != null ? fairAt : weighed.asked();
        return new FairTimeJson(
                fairAt,
                weighed.isFair(proposed),
                weighed.verdict(proposed, reader),
                weighed.each().stream()
                        .map(each -> {
                            Holder who = each.asked().who().who();
                            Person delegate = each.asked().who().delegate();
                            return new EachJson(
                                    who.handle(), each.waitedFor().orElse(null), each.absent() || delegate != null,
                                    delegate == null ? null : UserJson.of(delegate, site));
                        })
                        .toList());
    }
}
