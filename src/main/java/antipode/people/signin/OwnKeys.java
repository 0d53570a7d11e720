package antipode.people.signin;

import antipode.people.Member;
import antipode.people.Tokens;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// The keys that this room gives out.
@Configuration(proxyBeanMethods = false)
class OwnKeys {

    @Bean
    @Order(10)
    Keys browsers(Sessions sessions) {
        return new Kind("browsers", "Browsers") {

            @Override
            public List<Key> of(Member member, String session) {
                return sessions.of(member.id()).stream()
                        .map(one -> new Key(
                                one.id(), one.browser(), "signed in " + one.way().words(), one.createdAt(), one.seenAt(), one.address(),
                                one.id().equals(session)))
                        .toList();
            }

            @Override
            public boolean revoke(Member member, String id) {
                return sessions.close(member.id(), id);
            }
        };
    }

    @Bean
    @Order(20)
    Keys passkeysOnDevices(Passkeys passkeys) {
        return new Kind("passkeys", "Passkeys") {

            @Override
            public List<Key> of(Member member, String session) {
                return passkeys.of(member.id()).stream()
                        .map(one -> new Key(
                                Long.toString(one.id()), one.name(), "", one.createdAt(), one.lastUsedAt(), one.lastAddress(), false))
                        .toList();
            }

            @Override
            public boolean revoke(Member member, String id) {
                return id.matches("\\d{1,18}") && passkeys.remove(member.id(), Long.parseLong(id));
            }
        };
    }

    @Bean
    @Order(30)
    Keys tokensOfPrograms(Tokens tokens) {
        return new Kind("tokens", "Tokens") {

            @Override
            public List<Key> of(Member member, String session) {
                var today = tokens.today();
                return tokens.of(member.id()).stream().filter(token -> token.active(today))
                        .map(one -> new Key(
                                Long.toString(one.id()), one.name(), String.join(", ", one.scopes()), one.createdAt(), one.lastUsedAt(),
                                one.lastAddress(), false))
                        .toList();
            }

            @Override
            public boolean revoke(Member member, String id) {
                var own = !id.matches("\\d{1,18}") ? null
                        : tokens.find(Long.parseLong(id)).filter(token -> token.memberId() == member.id()).orElse(null);
                if (own == null) return false;
                tokens.revoke(own.id());
                return true;
            }
        };
    }

    private abstract static class Kind implements Keys {

        private final String kind;
        private final String title;

        Kind(String kind, String title) {
            this.kind = kind;
            this.title = title;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public String title() {
            return title;
        }
    }
}
