package antipode.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One page of a list, with the headers that lead to its neighbours.
public record Listing<T>(List<T> rows, Map<String, String> headers) {

    /// The same page of what each row shows.
    public <R> Listing<R> map(Function<? super T, ? extends R> shown) {
        return new Listing<>(rows.stream().<R>map(shown).toList(), headers);
    }

    /// The same page, mapped as a whole: for what is read with one question for all rows.
    public <R> Listing<R> mapAll(Function<List<T>, List<R>> shown) {
        return new Listing<>(shown.apply(rows), headers);
    }
}
