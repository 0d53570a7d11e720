package antipode.exports;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Everybody takes along what is kept of them.
@Controller
@May(Who.MEMBER)
class OwnDataController {

    private final OwnData data;

    OwnDataController(OwnData data) {
        this.data = data;
    }

    @GetMapping("/-/settings/my-data")
    Page show() {
        return new OwnDataPage();
    }

    @GetMapping("/-/settings/my-data/download")
    @OwnTransactions
    void download(Member member, HttpServletResponse response) throws IOException {
        send(data, member, response);
    }

    /// Written down first, so that no connection waits for somebody's slow line.
    static void send(OwnData data, Member member, HttpServletResponse response) throws IOException {
        Path file = Files.createTempFile("antipode-own-", ".zip");
        try {
            data.write(member, file);
            response.setContentType("application/zip");
            response.setContentLengthLong(Files.size(file));
            response.setHeader("Content-Disposition", ContentDisposition.attachment().filename(member.username() + ".zip").build().toString());
            response.setHeader("Cache-Control", "private, no-store");
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }
}
