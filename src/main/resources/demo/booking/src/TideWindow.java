import java.time.Duration;
import java.time.LocalTime;

/// When a sailing is possible at a quay where the water decides. All times are the quay's own clock.
record TideWindow(LocalTime highWater, Duration before, Duration after) {

    LocalTime opens() {
        return highWater.minus(before);
    }

    LocalTime closes() {
        return highWater.plus(after);
    }
}
