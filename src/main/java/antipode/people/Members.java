package antipode.people;

import antipode.web.Problem;
import antipode.web.Viewer.Appearance;
import antipode.web.Zones;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The members of the workspace.
@Component
public class Members {

    /// What [#read] needs of a row.
    public static final String COLUMNS = """
            member.id, member.username, member.name, member.email, member.zone, member.administrator, member.external,
            member.state, member.color_scheme, member.picture, member.created_at
            """;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"(),:;\\\\\\[\\]]+@[^\\s@<>\"(),:;\\\\\\[\\]]+");

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && !id.matches("(Etc|SystemV|US|Canada|Brazil|Mexico|Chile)/.*"))
            .sorted().toList();

    private final JdbcClient jdbc;
    private final Namespaces namespaces;
    private final Passwords passwords;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Members(JdbcClient jdbc, Namespaces namespaces, Passwords passwords, Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.passwords = passwords;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// What a member may see has changed, or whether they are here at all.
    public record Changed(long member) {}

    /// What it takes to make a member. Without a password they sign in by a link first.
    public record Draft(
            String username,
            String name,
            String email,
            ZoneId zone,
            boolean administrator,
            boolean external,
            @Nullable String password) {

        public Draft(String username, String name, String email, ZoneId zone) {
            this(username, name, email, zone, false, false, null);
        }
    }

    @Transactional
    public Member create(Draft draft) {
        var problems = new LinkedHashMap<String, String>();
        var complaint = Namespace.complaintFirst(draft.username());
        if (complaint != null) problems.put("username", complaint);
        else if (usernameTaken(draft.username())) problems.put("username", "has already been taken");
        checkName(draft.name(), problems);
        checkEmail(draft.email(), null, problems);
        if (!problems.isEmpty()) throw Problem.invalid(problems);
        if (draft.password() != null) passwords.check("password", draft.password(), draft.username(), draft.name(), draft.email());

        var member = jdbc.sql("""
                insert into member (username, name, email, zone, administrator, external, password_hash, created_at)
                values (:username, :name, :email, :zone, :administrator, :external, :password, :now)
                returning\s""" + COLUMNS)
                .param("username", draft.username()).param("name", draft.name().strip())
                .param("email", draft.email().strip()).param("zone", draft.zone().getId())
                .param("administrator", draft.administrator()).param("external", draft.external())
                .param("password", draft.password() == null ? null : passwords.hash(draft.password()))
                .param("now", Timestamp.from(clock.instant()))
                .query(Members::read).single();
        namespaces.createFor(member);
        return member;
    }

    @Transactional(readOnly = true)
    public Optional<Member> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from member where id = :id").param("id", id).query(Members::read).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Member> findByUsername(String username) {
        return jdbc.sql("select " + COLUMNS + " from member where lower(username) = lower(:username)")
                .param("username", username).query(Members::read).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Member> findByEmail(String email) {
        return jdbc.sql("select " + COLUMNS + " from member where lower(email) = lower(:email)")
                .param("email", email).query(Members::read).optional();
    }

    /// Many at once, by id; who isn't there is left out.
    @Transactional(readOnly = true)
    public Map<Long, Member> byIds(Collection<Long> ids) {
        var found = new LinkedHashMap<Long, Member>();
        if (ids.isEmpty()) return found;
        jdbc.sql("select " + COLUMNS + " from member where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(Members::read).list().forEach(member -> found.put(member.id(), member));
        return found;
    }

    /// Many at once, by username in lower case; who isn't there is left out.
    @Transactional(readOnly = true)
    public Map<String, Member> byUsernames(Collection<String> usernames) {
        var found = new LinkedHashMap<String, Member>();
        if (usernames.isEmpty()) return found;
        jdbc.sql("select " + COLUMNS + " from member where lower(username) = any(:usernames)")
                .param("usernames", usernames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toArray(String[]::new))
                .query(Members::read).list()
                .forEach(member -> found.put(member.username().toLowerCase(Locale.ROOT), member));
        return found;
    }

    /// All who work here, by name.
    @Transactional(readOnly = true)
    public List<Member> active() {
        return jdbc.sql("select " + COLUMNS + " from member where state = 'active' order by lower(name), id")
                .query(Members::read).list();
    }

    /// All, by name, whatever their state; without names above imported words.
    @Transactional(readOnly = true)
    public List<Member> all() {
        return jdbc.sql("select " + COLUMNS + " from member where state <> 'placeholder' order by lower(name), id").query(Members::read).list();
    }

    @Transactional(readOnly = true)
    public boolean none() {
        return jdbc.sql("select not exists (select from member)").query(Boolean.class).single();
    }

    /// Changes what a member says of themselves.
    @Transactional
    public Member describe(Member member, String name, Appearance appearance) {
        var problems = new LinkedHashMap<String, String>();
        checkName(name, problems);
        if (!problems.isEmpty()) throw Problem.invalid(problems);
        jdbc.sql("update namespace set name = :name where member_id = :id")
                .param("name", name.strip()).param("id", member.id()).update();
        return jdbc.sql("update member set name = :name, color_scheme = :scheme where id = :id returning " + COLUMNS)
                .param("name", name.strip()).param("scheme", appearance.name().toLowerCase(Locale.ROOT)).param("id", member.id())
                .query(Members::read).single();
    }

    /// Changes what only an administrator changes of a member. With another mail address, no link that was sent to the old
    /// one signs in any more.
    @Transactional
    public Member administer(Member member, String name, String email, boolean administrator, boolean external) {
        var problems = new LinkedHashMap<String, String>();
        checkName(name, problems);
        checkEmail(email, member.id(), problems);
        lockAdministrators();
        if (!administrator && onlyAdministrator(member.id())) {
            problems.put("administrator", "can't be taken from the last one");
        }
        if (!problems.isEmpty()) throw Problem.invalid(problems);
        jdbc.sql("update namespace set name = :name where member_id = :id")
                .param("name", name.strip()).param("id", member.id()).update();
        if (!member.email().equals(email.strip())) {
            jdbc.sql("delete from sign_in_link where member_id = :id").param("id", member.id()).update();
        }
        if (member.administrator() != administrator || member.external() != external) {
            publisher.publishEvent(new Changed(member.id()));
        }
        return jdbc.sql("""
                update member set name = :name, email = :email, administrator = :administrator, external = :external
                where id = :id returning\s""" + COLUMNS)
                .param("name", name.strip()).param("email", email.strip())
                .param("administrator", administrator).param("external", external).param("id", member.id())
                .query(Members::read).single();
    }

    /// Lets somebody in again, or not; their sessions end at once.
    @Transactional
    public void become(long id, Member.State state) {
        lockAdministrators();
        if (find(id).filter(Member::erased).isPresent()) throw Problem.conflict("They were erased, and nobody can come back as them.");
        if (find(id).filter(Member::placeholder).isPresent()) {
            throw Problem.conflict("This is a name above imported words. Say which member it is, on the page of the import.");
        }
        if (state != Member.State.ACTIVE && onlyAdministrator(id)) {
            throw Problem.conflict("The last administrator can’t go or be shut out. Make somebody else one first.");
        }
        jdbc.sql("update member set state = :state where id = :id").param("state", state.word()).param("id", id).update();
        publisher.publishEvent(new Changed(id));
        if (state != Member.State.ACTIVE) jdbc.sql("delete from session where member_id = :id").param("id", id).update();
    }

    /// A zone as a person types it.
    public static Optional<ZoneId> zone(String text) {
        try {
            var zone = ZoneId.of(text.strip());
            return ZoneId.getAvailableZoneIds().contains(zone.getId()) ? Optional.of(zone) : Optional.empty();
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /// The zones one can choose from, by name.
    public static List<String> zones() {
        return ZONES;
    }

    /// Two who give up the office at once do so one after the other.
    private void lockAdministrators() {
        jdbc.sql("select id from member where administrator order by id for no key update").query(Long.class).list();
    }

    /// Whether nobody else administers.
    @Transactional(readOnly = true)
    public boolean onlyAdministrator(long id) {
        return jdbc.sql("""
                select exists (select from member where id = :id and administrator)
                   and not exists (select from member where id <> :id and administrator and state = 'active')
                """).param("id", id).query(Boolean.class).single();
    }

    /// Whether the member takes a second step when they sign in.
    @Transactional(readOnly = true)
    public boolean takesTwoSteps(long id) {
        return jdbc.sql("select exists (select from authenticator where member_id = :id and confirmed_at is not null)")
                .param("id", id).query(Boolean.class).single();
    }

    private boolean usernameTaken(String username) {
        return findByUsername(username).isPresent() || namespaces.find(username).isPresent();
    }

    private static void checkName(String name, Map<String, String> problems) {
        if (name.isBlank()) problems.put("name", "can't be blank");
        else if (name.length() > 200) problems.put("name", "can have at most 200 characters");
        else if (name.chars().anyMatch(Character::isISOControl)) problems.put("name", "can't hold line ends or control characters");
    }

    /// Refuses an address that is none, or that somebody else has.
    @Transactional(readOnly = true)
    public void checkEmail(String email, long own) {
        var problems = new LinkedHashMap<String, String>();
        checkEmail(email, own, problems);
        if (!problems.isEmpty()) throw Problem.invalid(problems);
    }

    /// Whether letters could go there.
    public static boolean isAddress(String text) {
        return text.length() <= 250 && EMAIL.matcher(text).matches();
    }

    private void checkEmail(String email, @Nullable Long own, Map<String, String> problems) {
        var address = email.strip();
        if (address.isEmpty()) problems.put("email", "can't be blank");
        else if (!isAddress(address)) problems.put("email", "is not a mail address");
        else if (findByEmail(address).filter(other -> own == null || other.id() != own).isPresent()) {
            problems.put("email", "has already been taken");
        }
    }

    public static Member read(ResultSet row, int number) throws SQLException {
        return read(row, "id");
    }

    static Member read(ResultSet row, String id) throws SQLException {
        return new Member(
                row.getLong(id), row.getString("username"), row.getString("name"), row.getString("email"),
                Zones.kept(row.getString("zone")), row.getBoolean("administrator"), row.getBoolean("external"),
                Member.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Appearance.valueOf(row.getString("color_scheme").toUpperCase(Locale.ROOT)),
                row.getString("picture"),
                row.getTimestamp("created_at").toInstant());
    }
}
