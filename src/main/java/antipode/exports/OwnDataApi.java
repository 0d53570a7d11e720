package antipode.exports;

import antipode.api.Api;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.OwnTransactions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;

/// What is kept of the one who asks, as a zip. GitLab has nothing like it.
@Api
class OwnDataApi {

    private final OwnData data;

    OwnDataApi(OwnData data) {
        this.data = data;
    }

    @GetMapping("/user/my_data")
    @May(Who.MEMBER)
    @OwnTransactions
    void download(Actor actor, HttpServletResponse response) throws IOException {
        OwnDataController.send(data, actor.require(), response);
    }
}
