package antipode.people.signin;

import antipode.mail.Letters;
import antipode.people.Member;
import antipode.people.Members;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The one policy of the workspace, open until an administrator changes it.
@Component
public class SignInPolicies {

    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
    private static final int MOST_DOMAINS = 50;

    private final JdbcClient jdbc;
    private final Letters letters;
    private final Providers providers;
    private final Clock clock;

    SignInPolicies(JdbcClient jdbc, Letters letters, Providers providers, Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.providers = providers;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SignInPolicy current() {
        return jdbc.sql("select passwords, links, passkeys, providers, second_step, domains from sign_in_policy")
                .query((row, number) -> new SignInPolicy(
                        row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5),
                        List.of((String[]) row.getArray(6).getArray())))
                .optional().orElse(SignInPolicy.OPEN);
    }

    /// Refuses a way that isn't open.
    void require(Way way) {
        if (!current().allows(way)) throw Problem.refused("Nobody signs in " + way.words() + " here. Choose another way.");
    }

    /// Those who could not come in by themselves any more under this policy. A link that an administrator makes would
    /// still let them in, once.
    @Transactional(readOnly = true)
    List<Member> lockedOut(SignInPolicy policy) {
        return jdbc.sql("select " + Members.COLUMNS + """
                 from member where state = 'active' and not (
                    :links
                    or :passwords and password_hash is not null
                    or :passkeys and exists (select from passkey where passkey.member_id = member.id)
                    or :providers and exists (
                        select from foreign_identity mine where mine.member_id = member.id and mine.provider = any(:configured)))
                order by lower(name), id
                """)
                .param("links", policy.links() && letters.leaveTheHouse()).param("passwords", policy.passwords())
                .param("passkeys", policy.passkeys()).param("providers", policy.providers())
                .param("configured", providers.all().stream().map(Provider::key).toArray(String[]::new))
                .query(Members::read).list();
    }

    /// How many have no second step yet.
    @Transactional(readOnly = true)
    int withOneStep() {
        return jdbc.sql("""
                select count(*) from member where state = 'active'
                   and not exists (select from authenticator mine where mine.member_id = member.id and mine.confirmed_at is not null)
                   and not exists (select from passkey mine where mine.member_id = member.id)
                """).query(Integer.class).single();
    }

    /// Changes how one may come in. Refused if no administrator could any more; or if anybody else couldn't, until it is
    /// said that this is meant.
    @Transactional
    void change(Member administrator, SignInPolicy policy, boolean meant) {
        var locked = lockedOut(policy);
        if (!locked.isEmpty()) {
            var others = jdbc.sql("select exists (select from member where administrator and state = 'active' and id <> all(:locked))")
                    .param("locked", locked.stream().map(Member::id).toArray(Long[]::new)).query(Boolean.class).single();
            if (!others) throw Problem.conflict("No administrator could sign in any more. Nothing is changed.");
            if (!meant) throw Problem.conflict("Some could not sign in any more. Nothing is changed yet.");
        }
        jdbc.sql("""
                insert into sign_in_policy (passwords, links, passkeys, providers, second_step, domains, changed_at, changed_by)
                values (:passwords, :links, :passkeys, :providers, :step, :domains, :now, :by)
                on conflict (one) do update set passwords = :passwords, links = :links, passkeys = :passkeys,
                    providers = :providers, second_step = :step, domains = :domains, changed_at = :now, changed_by = :by
                """)
                .param("passwords", policy.passwords()).param("links", policy.links()).param("passkeys", policy.passkeys())
                .param("providers", policy.providers()).param("step", policy.secondStep())
                .param("domains", policy.domains().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant())).param("by", administrator.id()).update();
    }

    /// Domains as somebody types them, with spaces or commas between.
    static List<String> domains(String text) {
        var domains = List.of(text.toLowerCase(Locale.ROOT).strip().split("[\\s,;]+")).stream()
                .map(word -> word.startsWith("@") ? word.substring(1) : word).filter(word -> !word.isEmpty()).distinct().toList();
        for (var domain : domains) {
            if (!DOMAIN.matcher(domain).matches()) {
                throw Problem.invalid("domains", "holds something that is no domain; one looks like halyard.example");
            }
        }
        if (domains.size() > MOST_DOMAINS) throw Problem.invalid("domains", "can be at most " + MOST_DOMAINS);
        return domains;
    }
}
