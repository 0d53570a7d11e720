package antipode.asks;

import antipode.threads.Issuable;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// What silence can do, from all rooms that know a deed.
@Component
class AskEffects {

    private final List<AskEffect> effects;

    AskEffects(List<AskEffect> effects) {
        this.effects = effects;
    }

    /// What silence can do to this thing.
    List<AskEffect> on(Issuable issuable) {
        return effects.stream().filter(effect -> effect.fits(issuable)).toList();
    }

    AskEffect named(String key) {
        return effects.stream()
                .filter(effect -> effect.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("default_effect", "does not have a valid value"));
    }
}
