package antipode.feeds;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.signin.Keys;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Addresses of feeds, among all that opens the workspace for a member.
@Component
@Order(40)
class FeedKeys implements Keys {

    private final FeedAddresses addresses;

    FeedKeys(FeedAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public String kind() {
        return "feeds";
    }

    @Override
    public String title() {
        return "Feeds";
    }

    @Override
    public List<Key> of(Member member, String session) {
        return addresses.of(member.id()).stream()
                .map(one -> new Key(
                        Long.toString(one.id()), one.name(), one.path(), one.createdAt(), one.lastUsedAt(), one.lastAddress(), false))
                .toList();
    }

    @Override
    public boolean revoke(Member member, String id) {
        if (addresses.of(member.id()).stream().noneMatch(one -> Long.toString(one.id()).equals(id))) return false;
        addresses.revoke(Actor.of(member), Long.parseLong(id));
        return true;
    }
}
