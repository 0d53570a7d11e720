package antipode.people.signin;

import antipode.database.Audit;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Passwords;
import antipode.web.Problem;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Signing in by name and password.
@Component
public class SignIns {

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final Sessions sessions;
    private final Members members;
    private final MailedDeeds deeds;
    private final DeedLetters letters;
    private final Audit audit;

    SignIns(
            JdbcClient jdbc, Passwords passwords, SignInLimits limits, Sessions sessions, Members members, MailedDeeds deeds,
            DeedLetters letters, Audit audit) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.limits = limits;
        this.sessions = sessions;
        this.members = members;
        this.deeds = deeds;
        this.letters = letters;
        this.audit = audit;
    }

    /// The member of this username or mail address, if it is their password. Refused with 429 after too many tries.
    /// A name that nobody has takes as long as one that somebody has. No connection is held while the password is checked.
    public Optional<Member> byPassword(String name, String password, String address) {
        record Found(Member member, @Nullable String hash) {}
        limits.take(name, address);
        var found = jdbc.sql("select " + Members.COLUMNS + """
                , password_hash from member where lower(username) = lower(:name) or lower(email) = lower(:name)
                order by lower(username) = lower(:name) desc limit 1
                """)
                .param("name", name.strip())
                .query((row, number) -> new Found(Members.read(row, number), row.getString("password_hash")))
                .optional();
        if (!passwords.matches(password, found.map(Found::hash).orElse(null)) || found.isEmpty()) {
            audit.refused("session", name.strip(), found.map(one -> one.member().id()).orElse(null));
            return Optional.empty();
        }
        limits.giveBack(name, address);
        var member = found.get().member();
        if (!member.active()) throw Problem.refused("This account is closed for now. An administrator can open it again.");
        return Optional.of(member);
    }

    @Transactional(readOnly = true)
    public boolean hasPassword(long memberId) {
        return hash(memberId) != null;
    }

    /// Gives a member another password and signs them out everywhere. Refused with 429 after too many wrong guesses of the
    /// one they have: a browser that was left open doesn't help to find it.
    @Transactional
    public void changePassword(Member member, @Nullable String current, String password) {
        prove(member, current);
        keep(member, password);
    }

    /// Gives whoever holds the letter another password, and signs them out everywhere.
    @Transactional
    public void resetPassword(String secret, String password) {
        keep(owner(deeds.use(MailedDeed.Kind.PASSWORD, secret)), password);
    }

    /// Mails a link to another address of the member, who proves with it that the address is theirs.
    @Transactional
    public void wishMail(Member member, @Nullable String current, String email) {
        prove(member, current);
        members.checkEmail(email, member.id());
        letters.prove(member, email.strip());
    }

    /// Moves a member to the address that the letter reached; the former one is told.
    @Transactional
    Member moveMail(String secret) {
        var deed = deeds.use(MailedDeed.Kind.EMAIL, secret);
        var before = owner(deed);
        var email = String.valueOf(deed.email());
        var after = members.administer(before, before.name(), email, before.administrator(), before.external());
        letters.tell(before, email);
        return after;
    }

    /// Makes an account for whoever holds the letter.
    ///
    /// @param form name, username, zone and password as they were typed
    @Transactional
    Member createAccount(String secret, Map<String, String> form) {
        var deed = deeds.use(MailedDeed.Kind.ACCOUNT, secret);
        var zone = Members.zone(form.getOrDefault("zone", ""))
                .orElseThrow(() -> Problem.invalid("zone", "is not a time zone; one looks like Europe/Lisbon"));
        return members.create(new Members.Draft(
                form.getOrDefault("username", "").strip(), form.getOrDefault("name", ""), String.valueOf(deed.email()), zone,
                false, false, form.get("password")));
    }

    private Member owner(MailedDeed deed) {
        return Optional.ofNullable(deed.memberId()).flatMap(members::find).filter(Member::active).orElseThrow(() -> Problem.notFound("Link"));
    }

    private void prove(Member member, @Nullable String current) {
        var hash = hash(member.id());
        if (hash == null) return;
        limits.takeOwn(member.id());
        if (!passwords.matches(current == null ? "" : current, hash)) {
            audit.refused("password", member.username(), member.id());
            throw Problem.invalid("current", "is not your password");
        }
        limits.giveBackOwn(member.id());
    }

    private void keep(Member member, String password) {
        passwords.check("password", password, member.username(), member.name(), member.email());
        jdbc.sql("update member set password_hash = :hash where id = :id")
                .param("hash", passwords.hash(password)).param("id", member.id()).update();
        sessions.closeAll(member.id());
    }

    private @Nullable String hash(long memberId) {
        record Row(@Nullable String hash) {}
        return jdbc.sql("select password_hash from member where id = :id").param("id", memberId)
                .query((row, number) -> new Row(row.getString(1))).optional().map(Row::hash).orElse(null);
    }
}
