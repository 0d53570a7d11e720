package antipode.feeds;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's own feed addresses.
@Controller
@May(Who.MEMBER)
class FeedController {

    private static final String PATH = "/-/settings/feeds";

    private final FeedAddresses addresses;
    private final FeedRoutes routes;

    FeedController(FeedAddresses addresses, FeedRoutes routes) {
        this.addresses = addresses;
        this.routes = routes;
    }

    @GetMapping(PATH)
    Page list(Actor actor) {
        return new FeedsPage(addresses.of(actor.id()), null, "");
    }

    /// Answers with the page itself, not with a redirect: the address is shown once and kept nowhere.
    @PostMapping(PATH)
    Page subscribe(
            @RequestParam(defaultValue = "atom") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String page,
            Actor actor,
            Site site,
            HttpServletResponse response) {
        FeedAddress.Kind reader = FeedAddress.Kind.of(kind);
        routes.require(actor, reader, page);
        FeedAddresses.Issued issued = addresses.create(actor, reader, name, page);
        response.setHeader("Cache-Control", "no-store");
        return new FeedsPage(addresses.of(actor.id()), issued.address(), site.url(issued.secret()));
    }

    @PostMapping(PATH + "/{id}/revocation")
    Redirect revoke(@PathVariable long id, Actor actor) {
        FeedAddress address = addresses.revoke(actor, id);
        return Redirect.to(PATH).saying(Notice.done("The address of “" + address.name() + "” opens nothing any more."));
    }

    @PostMapping(PATH + "/revocation")
    Redirect revokeAll(Actor actor) {
        int revoked = addresses.revokeAll(actor);
        return Redirect.to(PATH)
                .saying(Notice.done(revoked == 0 ? "There was none to revoke." : "None of your feed addresses opens anything any more."));
    }
}
