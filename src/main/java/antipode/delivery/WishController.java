package antipode.delivery;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where members say how and when they are told.
@Controller
@May(Who.MEMBER)
class WishController {

    private static final String PATH = "/-/settings/notices";

    private final Wishes wishes;
    private final Planning planning;
    private final ChatRooms rooms;
    private final ChatPost chat;
    private final Clock clock;

    WishController(Wishes wishes, Planning planning, ChatRooms rooms, ChatPost chat, Clock clock) {
        this.wishes = wishes;
        this.planning = planning;
        this.rooms = rooms;
        this.chat = chat;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Page show(Member member) {
        return page(member, wishes.of(member.id()), null);
    }

    @PostMapping(PATH)
    View save(
            Member member,
            @RequestParam(defaultValue = "") String mode,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") List<String> events,
            @RequestParam(defaultValue = "") String own,
            @RequestParam(required = false) @Nullable String channel) {
        Wish before = wishes.of(member.id());
        try {
            Wish after = before.with(Mode.of(mode))
                    .with(Level.of(level), LevelController.chosen(events))
                    .with(channel == null ? before.channel() : Channel.of(channel))
                    .withOwn(!own.isEmpty());
            wishes.save(member.id(), after);
        } catch (Problem wrong) {
            return page(member, before, why(wrong));
        }
        return Redirect.to(PATH).saying(Notice.done("Saved. What waits for you follows the new rule."));
    }

    @PostMapping(PATH + "/chat")
    View connect(Member member, @RequestParam(name = "chat_webhook_url", defaultValue = "") String address) {
        try {
            rooms.connect(member.id(), address);
            wishes.save(member.id(), wishes.of(member.id()).with(Channel.CHAT));
        } catch (Problem wrong) {
            return page(member, wishes.of(member.id()), why(wrong));
        }
        return Redirect.to(PATH + "#chat").saying(Notice.done("Connected. You are told there from now on."));
    }

    @PostMapping(PATH + "/chat/removal")
    View disconnect(Member member) {
        wishes.save(member.id(), wishes.of(member.id()).with(Channel.MAIL));
        rooms.disconnect(member.id());
        return Redirect.to(PATH).saying(Notice.done("Disconnected. You are told by mail from now on."));
    }

    /// The other server is asked while no connection to the database is held.
    @PostMapping(PATH + "/chat/trial")
    View tryOut(Member member) {
        String problem = chat.tryOut(member.id(), "Antipode writes to you here.");
        return Redirect.to(PATH + "#chat").saying(
                problem == null ? Notice.done("It was taken; look into your chat.") : Notice.failed("It took nothing. " + problem));
    }

    private WishPage page(Member member, Wish wish, @Nullable String wrong) {
        return new WishPage(wish, when(member), rooms.of(member.id()).orElse(null), wrong);
    }

    private String when(Member member) {
        Instant now = clock.instant();
        Planning.Planned planned = planning.of(List.of(member.id()), now).get(member.id());
        if (planned == null || planned.wish().mode() == Mode.NONE) {
            return "";
        }
        Plan.Moment moment = planned.plan().of(now);
        Times times = new Times(now, member.zone());
        return switch (moment.rule()) {
            case DAY, WEEK -> "Your next letter goes out " + times.within(moment.at()) + " in " + Times.place(member.zone()) + ".";
            case AT_ONCE -> "You would be told at once now.";
            default -> "What happens now is " + moment.rule().ahead(moment.at(), times) + ".";
        };
    }

    private static String why(Problem wrong) {
        if (wrong.fields().isEmpty()) {
            throw wrong;
        }
        String said = wrong.fields().values().iterator().next();
        return "That " + said + (said.endsWith(".") ? "" : ".");
    }
}
