package antipode.delivery;

import antipode.delivery.letters.ThreadLetters;
import antipode.jobs.Queue;
import antipode.people.Member;
import antipode.people.Members;
import antipode.web.PublicAddress;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells everybody when their time has come: many members in a transaction, and several of these beside one another.
/// Before anything leaves it is asked again whether its reader may be reached now, may see it, and needs it still.
@Component
class Deliveries implements Queue {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    static final String NOTHING_WISHED = "you asked that nothing be sent to you";

    private static final int BATCH = 50;

    /// So many letters come singly at one time; more are one letter.
    private static final int SINGLY = 3;

    private final Due due;
    private final Planning planning;
    private final Settling settling;
    private final Notices notices;
    private final Members members;
    private final ThreadLetters threadLetters;
    private final Digests digests;
    private final ChatRooms chatRooms;
    private final ChatPost chat;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final PublicAddress address;

    Deliveries(
            Due due,
            Planning planning,
            Settling settling,
            Notices notices,
            Members members,
            ThreadLetters threadLetters,
            Digests digests,
            ChatRooms chatRooms,
            ChatPost chat,
            TransactionTemplate transaction,
            Clock clock,
            PublicAddress address) {
        this.due = due;
        this.planning = planning;
        this.settling = settling;
        this.notices = notices;
        this.members = members;
        this.threadLetters = threadLetters;
        this.digests = digests;
        this.chatRooms = chatRooms;
        this.chat = chat;
        this.transaction = transaction;
        this.clock = clock;
        this.address = address;
    }

    @Override
    public Optional<Instant> next() {
        return due.next();
    }

    @Override
    public int batch() {
        List<Long> taken = new ArrayList<>();
        try {
            transaction.executeWithoutResult(_ -> {
                taken.addAll(due.take(BATCH));
                deliver(taken);
            });
        } catch (RuntimeException wrong) {
            if (taken.isEmpty()) {
                throw wrong;
            }
            log.warn("Letters of {} members failed together; each goes alone now", taken.size(), wrong);
            taken.forEach(this::alone);
        }
        return taken.size();
    }

    /// Whoever cannot be written to is put off, and keeps nobody waiting.
    private void alone(long member) {
        try {
            transaction.executeWithoutResult(_ -> deliver(List.of(member)));
        } catch (RuntimeException wrong) {
            log.warn("What is held for member {} could not be told: {}", member, wrong.toString());
            transaction.executeWithoutResult(_ -> due.putOff(member, wrong));
        }
    }

    private void deliver(List<Long> taken) {
        if (taken.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Long, Member> readers = members.byIds(taken);
        Set<Long> gone = new HashSet<>(taken);
        gone.removeIf(id -> readers.containsKey(id) && readers.get(id).active());
        settling.dropAll(gone, "your account is closed", now);
        Map<Long, Planning.Planned> plans = planning.of(taken, now);
        settling.dropAll(
                plans.entrySet().stream().filter(each -> each.getValue().wish().mode() == Mode.NONE).map(Map.Entry::getKey).toList(),
                NOTHING_WISHED, now);
        settling.plan(plans, now);
        settling.dropStale(taken, now);
        Map<Long, Integer> counts = settling.counts(taken, now);
        Map<Long, ChatRoom> rooms = chatRooms.of(taken);
        notices.due(taken, now, Digest.MOST).forEach((id, told) -> {
            Member reader = readers.get(id);
            Planning.Planned planned = plans.get(id);
            if (reader != null && planned != null) {
                tell(reader, planned, told, counts.getOrDefault(id, told.size()), rooms.get(id), now);
            }
        });
        due.settle(taken);
    }

    private void tell(
            Member reader, Planning.Planned planned, List<Notice> told, int count, @Nullable ChatRoom room, Instant now) {
        boolean singly = planned.wish().mode() == Mode.AS_IT_HAPPENS
                || told.stream().allMatch(notice -> notice.rule() == Rule.SNOOZED);
        Channel channel = Digests.channel(planned, room);
        if (singly && count <= SINGLY) {
            Times times = new Times(now, planned.schedule().zoneAt(now));
            for (Notice notice : told) {
                long letter = channel == Channel.CHAT
                        ? chat.post(reader.id(), ChatText.of(notice, times, address.base()))
                        : threadLetters.post(reader, notice);
                settling.delivered(notice.id(), channel, letter, now);
            }
            return;
        }
        long digest = digests.write(reader, planned, told, count, singly ? null : planned.plan().day(), room, now);
        settling.digested(reader.id(), digest, channel, now);
    }
}
