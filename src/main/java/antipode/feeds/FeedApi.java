package antipode.feeds;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// One's own feed addresses, in the style of GitLab's tokens; GitLab has one token for all and no word for these.
@Api
@May(Who.MEMBER)
class FeedApi {

    private final FeedAddresses addresses;
    private final FeedRoutes routes;

    FeedApi(FeedAddresses addresses, FeedRoutes routes) {
        this.addresses = addresses;
        this.routes = routes;
    }

    /// @param url with its token only in the answer to its making
    record FeedJson(
            long id,
            String kind,
            String name,
            String url,
            String pageUrl,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String feedToken) {}

    @GetMapping("/user/feeds")
    Listing<FeedJson> list(Actor actor, Pagination pagination, Site site) {
        return pagination.of(addresses.of(actor.id())).map(address -> json(address, site.url(address.address()), site, null));
    }

    @PostMapping("/user/feeds")
    Answer<FeedJson> create(Actor actor, Parameters parameters, Site site) {
        parameters.require("page");
        FeedAddress.Kind kind = FeedAddress.Kind.of(Objects.requireNonNullElse(parameters.oneOf("kind", "atom", "ics"), "atom"));
        String page = parameters.required("page");
        routes.require(actor, kind, page);
        FeedAddresses.Issued issued = addresses.create(actor, kind, parameters.text("name", page), page);
        return Answer.created(json(issued.address(), site.url(issued.secret()), site, issued.token()));
    }

    @GetMapping("/user/feeds/{id}")
    FeedJson show(@PathVariable long id, Actor actor, Site site) {
        FeedAddress address = addresses.find(actor, id);
        return json(address, site.url(address.address()), site, null);
    }

    @DeleteMapping("/user/feeds/{id}")
    void revoke(@PathVariable long id, Actor actor) {
        addresses.revoke(actor, id);
    }

    private static FeedJson json(FeedAddress address, String url, Site site, @Nullable String token) {
        return new FeedJson(
                address.id(), address.kind().key(), address.name(), url, site.url(address.page()), address.createdAt(),
                address.lastUsedAt(), token);
    }
}
