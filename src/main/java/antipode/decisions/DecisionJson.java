package antipode.decisions;

import antipode.api.Site;
import antipode.people.UserJson;
import antipode.threads.Issuable;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the API tells of a decision, beside what it tells of its issue.
///
/// @param chosen       the option that was chosen
/// @param supersedes   nothing where the reader may not see it
/// @param supersededBy the same
public record DecisionJson(
        String status,
        String door,
        String doorReason,
        List<OptionJson> options,
        @Nullable OptionJson chosen,
        String because,
        @Nullable Instant decidedAt,
        @Nullable UserJson decidedBy,
        UserJson dri,
        @Nullable LocalDate reviewOn,
        List<QuestionJson> questions,
        @Nullable LinkJson supersedes,
        @Nullable LinkJson supersededBy,
        List<PageJson> pages) {

    public record OptionJson(
            long id, String title, @JsonProperty("for") String inFavour, String against, boolean chosen) {}

    /// @param noteId the first comment of its thread, if it had no answer
    public record QuestionJson(String question, String answer, boolean answered, @Nullable Long noteId, @Nullable String discussionId) {}

    /// Another decision of its chain.
    public record LinkJson(long id, int iid, long projectId, String title, String status, String reference, String webUrl) {

        static @Nullable LinkJson of(@Nullable Decision decision, Site site) {
            if (decision == null) {
                return null;
            }
            Issuable header = decision.header();
            return new LinkJson(
                    header.id(), header.iid(), header.projectId(), header.title(), decision.status().key(), header.fullReference(),
                    site.url(header.path()));
        }
    }

    /// @param commit     as of the day it was decided
    /// @param urlThen    the page as it stood on that day
    public record PageJson(String project, String path, String title, @Nullable String commit, @Nullable String urlThen, String url) {}

    static DecisionJson of(
            Decision decision, @Nullable Decision older, @Nullable Decision newer, List<DecisionPages.PageOf> pages, Site site) {
        List<OptionJson> options = decision.options().stream()
                .map(one -> new OptionJson(
                        one.id(), one.title(), one.pro(), one.con(), Objects.equals(decision.chosen(), one.id())))
                .toList();
        return new DecisionJson(
                decision.status().key(),
                decision.door().key(),
                decision.doorReason(),
                options,
                options.stream().filter(OptionJson::chosen).findFirst().orElse(null),
                decision.because(),
                decision.decidedAt(),
                decision.decidedBy() == null ? null : UserJson.of(decision.decidedBy(), site),
                UserJson.of(decision.header().dri(), site),
                decision.reviewOn(),
                decision.questions().stream()
                        .map(one -> new QuestionJson(
                                one.question(), one.answer(), one.answered(), one.note(),
                                one.note() == null ? null : "%040x".formatted(one.note())))
                        .toList(),
                LinkJson.of(older, site),
                LinkJson.of(newer, site),
                pages.stream()
                        .map(one -> new PageJson(
                                one.projectPath(), one.path(), one.words(), one.commit(),
                                one.commit() == null ? null : site.url(one.then()), site.url(one.today())))
                        .toList());
    }
}
