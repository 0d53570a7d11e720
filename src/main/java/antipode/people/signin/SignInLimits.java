package antipode.people.signin;

import antipode.web.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// How often somebody may try to sign in: so many times with one name from one place, and so many from one place at all.
/// A place is an address, or a /64 of them. A stranger elsewhere can't use up the tries of the owner.
@Component
public class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int BY_NAME = 5;
    private static final int BY_PLACE = 20;
    private static final int CODES = 20;

    private final Cache<String, Bucket> byName = Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(WINDOW).build();
    private final Cache<String, Bucket> byPlace = Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(WINDOW).build();

    /// Takes a try; a success gives it back.
    public void take(String name, String address) {
        var place = place(address);
        take(bucket(byPlace, place, BY_PLACE));
        take(bucket(byName, name.strip().toLowerCase(Locale.ROOT) + " " + place, BY_NAME));
    }

    void giveBack(String name, String address) {
        var place = place(address);
        bucket(byPlace, place, BY_PLACE).addTokens(1);
        bucket(byName, name.strip().toLowerCase(Locale.ROOT) + " " + place, BY_NAME).addTokens(1);
    }

    /// Takes a guess at the password that somebody signed in has, from wherever; a success gives it back.
    void takeOwn(long memberId) {
        take(bucket(byName, own(memberId), BY_NAME));
    }

    void giveBackOwn(long memberId) {
        bucket(byName, own(memberId), BY_NAME).addTokens(1);
    }

    /// Takes a guess at a code of the second step: few from one place, and not many from everywhere together, as whoever
    /// guesses knows the password.
    void takeCode(long memberId, String address) {
        take(code(memberId), address);
        take(bucket(byName, code(memberId), CODES));
    }

    void giveBackCode(long memberId, String address) {
        giveBack(code(memberId), address);
        bucket(byName, code(memberId), CODES).addTokens(1);
    }

    /// Takes a try that names nobody.
    void takePlace(String address) {
        take(bucket(byPlace, place(address), BY_PLACE));
    }

    void giveBackPlace(String address) {
        bucket(byPlace, place(address), BY_PLACE).addTokens(1);
    }

    private static String code(long memberId) {
        return "code " + memberId;
    }

    private static String own(long memberId) {
        return "own " + memberId;
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw Problem.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }

    private static Bucket bucket(Cache<String, Bucket> buckets, String key, int tries) {
        return buckets.get(key, unused -> Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(tries).refillGreedy(tries, WINDOW).build()).build());
    }

    static String place(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            if (!(parsed instanceof Inet6Address)) return parsed.getHostAddress();
            return HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64";
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
