package antipode.mail;

/// What is written into a letter only as it leaves, so that no copy of it is kept: a link that signs somebody in. The
/// letter says which in the header [#HEADER], which stays here, and holds [#PLACE] where it goes.
public interface Enclosure {

    /// Holds the enclosure's name and, after a blank, whom or what it is about.
    String HEADER = "X-Antipode-Enclosure";

    String PLACE = "{{enclosed}}";

    String name();

    /// Anew at each try.
    String written(String about);
}
