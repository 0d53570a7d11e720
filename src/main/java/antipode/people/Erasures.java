package antipode.people;

import antipode.web.Problem;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes pseudonyms of people who have left. What they wrote stays.
@Component
public class Erasures {

    /// What only they had.
    private static final List<String> OWN = List.of(
            "session", "token", "sign_in_link", "authenticator", "recovery_code", "passkey", "foreign_identity", "sign_in_begun",
            "mailed_deed", "member_hours", "member_day", "absence");

    private final JdbcClient jdbc;
    private final Namespaces namespaces;
    private final Pictures pictures;
    private final ApplicationEventPublisher publisher;

    Erasures(JdbcClient jdbc, Namespaces namespaces, Pictures pictures, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.pictures = pictures;
        this.publisher = publisher;
    }

    /// Somebody has become a pseudonym, in this transaction: each room takes away what else tells who they were.
    ///
    /// @param before as they were
    /// @param after what stands in their place
    public record Erased(Member before, Member after) {}

    /// Takes away the name, the addresses and all by which somebody came in who has left already.
    @Transactional
    public Member erase(Member member) {
        if (member.active() || member.placeholder()) throw Problem.conflict("Only who has left can be erased. Deactivate the account first.");
        if (member.erased()) throw Problem.conflict("They are erased already.");
        var username = "former-member-" + member.id();
        var name = "Former member " + member.id();
        namespaces.rename(member.id(), username, name);
        var after = jdbc.sql("""
                update member set username = :username, name = :name, email = :email, zone = 'Etc/UTC', administrator = false,
                    state = 'deactivated', password_hash = null, color_scheme = 'automatic', picture = null
                where id = :id returning\s""" + Members.COLUMNS)
                .param("username", username).param("name", name).param("email", username + Member.ERASED).param("id", member.id())
                .query(Members::read).single();
        pictures.forget(member.picture());
        OWN.forEach(table -> jdbc.sql("delete from " + table + " where member_id = :id").param("id", member.id()).update());
        publisher.publishEvent(new Erased(member, after));
        publisher.publishEvent(new Members.Changed(member.id()));
        return after;
    }
}
