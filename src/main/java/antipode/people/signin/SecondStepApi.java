package antipode.people.signin;

import antipode.api.Api;
import antipode.people.May;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Problem;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Takes a second step away, in GitLab's form.
@Api
class SecondStepApi {

    private final SecondSteps secondSteps;
    private final Members members;

    SecondStepApi(SecondSteps secondSteps, Members members) {
        this.secondSteps = secondSteps;
        this.members = members;
    }

    @PatchMapping("/users/{id}/disable_two_factor")
    @May(Who.ADMINISTRATOR)
    void disable(@PathVariable long id) {
        var member = members.find(id).orElseThrow(() -> Problem.notFound("User"));
        if (!secondSteps.has(member.id())) throw Problem.bad("Two-factor authentication is not enabled for this user");
        secondSteps.remove(member.id());
    }
}
