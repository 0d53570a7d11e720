package antipode.people;

import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everyone with an account, for administrators.
///
/// @param linked whom the link below signs in, right after it was made
record MembersPage(
        List<Member> members,
        @Nullable Member linked,
        @Nullable String link,
        Map<String, String> values,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String what(Member member) {
        return switch (member.state()) {
            case BLOCKED -> "shut out";
            case DEACTIVATED -> member.erased() ? "erased" : "has left";
            default -> kind(member);
        };
    }

    private static String kind(Member member) {
        return member.administrator() ? "administrator" : member.external() ? "from outside" : "member";
    }
}
