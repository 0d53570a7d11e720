package antipode.people.signin;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.web.Problem;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who members are at providers: known by issuer and subject, which never change, and the first time by a mail address that
/// the provider has verified.
@Component
class ForeignIdentities {

    private final JdbcClient jdbc;
    private final Members members;
    private final Namespaces namespaces;
    private final Providers providers;
    private final SignInPolicies policies;
    private final ApplicationEventPublisher publisher;
    private final InstantSource real = InstantSource.system();

    ForeignIdentities(
            JdbcClient jdbc, Members members, Namespaces namespaces, Providers providers, SignInPolicies policies,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.members = members;
        this.namespaces = namespaces;
        this.providers = providers;
        this.policies = policies;
        this.publisher = publisher;
    }

    /// Who that is here. Somebody new gets an account if the workspace welcomes their domain.
    @Transactional
    Member member(Provider provider, ClaimsSet claims) {
        var issuer = provider.issuer();
        var subject = subject(claims);
        var known = jdbc.sql("""
                update foreign_identity set last_used_at = :now, provider = :provider
                where issuer = :issuer and subject = :subject returning member_id
                """)
                .param("now", now()).param("provider", provider.key()).param("issuer", issuer).param("subject", subject)
                .query(Long.class).optional().flatMap(members::find).orElse(null);
        var member = known == null ? firstTime(provider, claims) : known;
        if (!member.active()) throw Problem.refused("This account is closed for now. An administrator can open it again.");
        if (known == null) insert(member, provider, subject);
        publisher.publishEvent(new CameThrough(member, provider, groups(provider, claims)));
        return member;
    }

    /// Links somebody to the member who is in.
    @Transactional
    void link(Member member, Provider provider, ClaimsSet claims) {
        var owner = jdbc.sql("select member_id from foreign_identity where issuer = :issuer and subject = :subject")
                .param("issuer", provider.issuer()).param("subject", subject(claims)).query(Long.class).optional();
        if (owner.isPresent() && owner.get() != member.id()) throw Problem.conflict("That sign-in belongs to somebody else here.");
        if (owner.isEmpty()) insert(member, provider, subject(claims));
        publisher.publishEvent(new CameThrough(member, provider, groups(provider, claims)));
    }

    @Transactional
    boolean unlink(long memberId, String issuer, String subject) {
        return jdbc.sql("delete from foreign_identity where member_id = :member and issuer = :issuer and subject = :subject")
                .param("member", memberId).param("issuer", issuer).param("subject", subject).update() > 0;
    }

    @Transactional(readOnly = true)
    List<ForeignIdentity> of(long memberId) {
        return jdbc.sql("""
                select issuer, subject, provider, created_at, last_used_at from foreign_identity
                where member_id = :member order by created_at, issuer
                """)
                .param("member", memberId)
                .query((row, number) -> new ForeignIdentity(
                        row.getString(1), row.getString(2), row.getString(3), name(row.getString(3)),
                        row.getTimestamp(4).toInstant(), row.getTimestamp(5).toInstant()))
                .list();
    }

    /// How many members come through each provider, by its key.
    @Transactional(readOnly = true)
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        jdbc.sql("select provider, count(distinct member_id) from foreign_identity group by provider")
                .query((row, number) -> counts.put(row.getString(1), row.getInt(2))).list();
        return counts;
    }

    private Member firstTime(Provider provider, ClaimsSet claims) {
        var email = claims.getStringClaim("email");
        if (email == null || email.isBlank()) {
            throw Problem.refused(provider.name() + " doesn’t say your mail address, so we can’t tell who you are here.");
        }
        if (!Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
            throw Problem.refused(provider.name() + " doesn’t vouch for the address " + email + ". Come in another way, and link it in your settings.");
        }
        var known = members.findByEmail(email.strip());
        if (known.isPresent()) return known.get();
        if (!policies.current().welcomes(email)) {
            throw Problem.refused("Nobody here has the address " + email + ". Ask an administrator for an account.");
        }
        var wished = claims.getStringClaim("preferred_username");
        var name = claims.getStringClaim("name");
        return members.create(new Members.Draft(
                username(wished == null ? email : wished), name == null || name.isBlank() ? email : name, email, zone(claims)));
    }

    /// A username like the one they have there, that is free here.
    private String username(String wished) {
        var plain = Normalizer.normalize(wished.replaceAll("@.*", ""), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-").replaceAll("^[-_]+|[-_]+$", "");
        var base = plain.isEmpty() ? "member" : plain.substring(0, Math.min(plain.length(), 60));
        for (var i = 1; ; i++) {
            var name = i == 1 ? base : base + i;
            if (Namespace.complaintFirst(name) == null && members.findByUsername(name).isEmpty() && namespaces.find(name).isEmpty()) {
                return name;
            }
        }
    }

    private static ZoneId zone(ClaimsSet claims) {
        var said = claims.getStringClaim("zoneinfo");
        return (said == null ? java.util.Optional.<ZoneId>empty() : Members.zone(said)).orElse(ZoneId.of("Etc/UTC"));
    }

    /// Nothing if the provider said nothing of groups: then no team is changed.
    private static @Nullable Set<String> groups(Provider provider, ClaimsSet claims) {
        var list = claims.getStringListClaim(provider.groups());
        return list == null ? null : new LinkedHashSet<>(list);
    }

    private void insert(Member member, Provider provider, String subject) {
        jdbc.sql("""
                insert into foreign_identity (issuer, subject, member_id, provider, created_at, last_used_at)
                values (:issuer, :subject, :member, :provider, :now, :now)
                """)
                .param("issuer", provider.issuer()).param("subject", subject).param("member", member.id())
                .param("provider", provider.key()).param("now", now()).update();
    }

    private static String subject(ClaimsSet claims) {
        var subject = claims.getStringClaim("sub");
        if (subject == null) throw new IllegalArgumentException("Claims without a subject were believed");
        return subject;
    }

    private String name(String key) {
        return providers.all().stream().filter(provider -> provider.key().equals(key)).map(Provider::name).findFirst().orElse(key);
    }

    private Timestamp now() {
        return Timestamp.from(real.instant());
    }
}
