package antipode.delivery;

import java.time.Instant;

/// Until when somebody is to hear nothing even within their hours, and why.
record Quiet(Instant until, Rule because) {

    static Quiet later(Quiet one, Quiet other) {
        return other.until.isAfter(one.until) ? other : one;
    }
}
