package antipode.people;

import antipode.web.Problem;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords, kept as Argon2id with 19 MiB and two rounds.
@Component
public class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    /// What is checked for a name nobody has, so that the answer takes as long as for one that somebody has.
    private final String nobodys = hash("a password that nobody has");
    /// Each check takes 19 MiB; a crowd at the door waits instead of taking the memory of everyone inside.
    private static final Semaphore room = new Semaphore(4);

    /// Refuses what is too easily guessed, under the name of the field.
    public void check(String field, String password, String... known) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw Problem.invalid(field, "needs at least " + SHORTEST + " characters; a few words in a row are good");
        }
        if (password.length() > LONGEST) throw Problem.invalid(field, "can have at most " + LONGEST + " characters");
        if (password.chars().distinct().count() < 5) throw Problem.invalid(field, "is too easily guessed");
        for (var word : known) {
            if (password.toLowerCase(Locale.ROOT).strip().equals(word.toLowerCase(Locale.ROOT))) {
                throw Problem.invalid(field, "is too easily guessed");
            }
        }
    }

    public final String hash(String password) {
        room.acquireUninterruptibly();
        try {
            var hash = encoder.encode(password);
            if (hash == null) throw new IllegalStateException("Argon2 gave no hash");
            return hash;
        } finally {
            room.release();
        }
    }

    /// Whether it is the password that was hashed; where there is none it takes as long to say no.
    public boolean matches(String password, @Nullable String hash) {
        room.acquireUninterruptibly();
        try {
            var matches = encoder.matches(password, hash == null ? nobodys : hash);
            return matches && hash != null;
        } finally {
            room.release();
        }
    }
}
