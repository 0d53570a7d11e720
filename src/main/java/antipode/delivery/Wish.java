package antipode.delivery;

import java.util.List;

/// What a member wishes of being told.
///
/// @param level  of how much, where no place says otherwise
/// @param events what they chose, where the level is their own choice: GitLab's names
/// @param own    whether they want to be told of what they do themselves
record Wish(Mode mode, Level level, List<String> events, Channel channel, boolean own) {

    static final Wish USUAL = new Wish(Mode.DIGEST, Level.PARTICIPATING, List.of(), Channel.MAIL, false);

    Wish with(Mode other) {
        return new Wish(other, level, events, channel, own);
    }

    Wish with(Level other, List<String> chosen) {
        return new Wish(mode, other, chosen, channel, own);
    }

    Wish with(Channel other) {
        return new Wish(mode, level, events, other, own);
    }

    Wish withOwn(boolean wished) {
        return new Wish(mode, level, events, channel, wished);
    }
}
