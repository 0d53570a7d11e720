package antipode.git;

import java.util.List;

/// Where a room names objects of git, so that it still does after a history was written anew.
public interface ObjectPlaces {

    List<ObjectPlace> places();
}
