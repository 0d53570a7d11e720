package antipode.threads;

import java.util.List;

/// Where a room keeps words of people that belong to a thread: so that they can be taken away, and names in them changed.
public interface WordPlaces {

    List<WordPlace> places();
}
