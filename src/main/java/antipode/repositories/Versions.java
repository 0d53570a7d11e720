package antipode.repositories;

import java.math.BigInteger;
import java.util.Comparator;

/// The order in which people count versions: `v1.10` after `v1.9`.
final class Versions {

    static final Comparator<String> ORDER = Versions::compare;

    private Versions() {}

    private static int compare(String one, String other) {
        var ones = one.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        var others = other.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            boolean numbers = number(ones[i]) && number(others[i]);
            int order = numbers ? new BigInteger(ones[i]).compareTo(new BigInteger(others[i])) : ones[i].compareTo(others[i]);
            if (order != 0) {
                return order;
            }
        }
        return ones.length != others.length ? Integer.compare(ones.length, others.length) : one.compareTo(other);
    }

    private static boolean number(String part) {
        return part.chars().allMatch(letter -> letter >= '0' && letter <= '9') && !part.isEmpty();
    }
}
