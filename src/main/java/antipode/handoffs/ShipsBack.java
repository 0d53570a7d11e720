package antipode.handoffs;

import antipode.threads.Issuable;
import org.jspecify.annotations.Nullable;

/// Whether what is shipped through a thing can be taken back. The rooms whose things ship something bring one each.
public interface ShipsBack {

    /// Why it can't be, as a sentence; nothing if it can.
    @Nullable String whyNot(Issuable through);
}
