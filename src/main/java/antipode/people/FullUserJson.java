package antipode.people;

import antipode.api.Site;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member by themselves. What is only for the member and administrators is left out for others.
record FullUserJson(
        long id,
        String username,
        String name,
        String state,
        boolean locked,
        @Nullable String avatarUrl,
        String webUrl,
        Instant createdAt,
        String bio,
        String location,
        @Nullable String publicEmail,
        String websiteUrl,
        String organization,
        String jobTitle,
        @Nullable String pronouns,
        boolean bot,
        @Nullable String workInformation,
        int followers,
        int following,
        @JsonProperty("is_followed") boolean isFollowed,
        String localTime,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String commitEmail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant confirmedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer themeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer colorSchemeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer projectsLimit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> identities,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean canCreateGroup,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean canCreateProject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean twoFactorEnabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean external,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean privateProfile,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("is_admin") @Nullable Boolean isAdmin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long namespaceId) {

    /// @param own whether the reader is the member, or an administrator
    static FullUserJson of(
            Member member, @Nullable Long namespaceId, boolean own, boolean twoSteps, Clock clock, Site site) {
        var local = DateTimeFormatter.ofPattern("h:mm a", java.util.Locale.ENGLISH)
                .format(clock.instant().atZone(member.zone()));
        var mayMake = !member.external();
        return new FullUserJson(
                member.id(), member.username(), member.name(), member.state().word(), false,
                UserJson.avatar(member.picture(), site), site.url(member.url()),
                member.createdAt(), "", member.place(), null, "", "", "", null, false, null, 0, 0, false, local,
                own ? member.email() : null, own ? member.email() : null, own ? member.createdAt() : null,
                own ? 1 : null, own ? 1 : null, own ? 100_000 : null, own ? List.of() : null, own ? mayMake : null,
                own ? mayMake : null, own ? twoSteps : null, own ? member.external() : null, own ? false : null,
                own ? member.administrator() : null, own ? namespaceId : null);
    }
}
