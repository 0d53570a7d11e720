package antipode.people;

import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/// The picture of a member: shown to whoever knows its key, changed by the member alone.
@Controller
class PictureController {

    private static final CacheControl KEPT = CacheControl.maxAge(Duration.ofDays(7)).cachePrivate().immutable();

    private final Pictures pictures;

    PictureController(Pictures pictures) {
        this.pictures = pictures;
    }

    @GetMapping(Pictures.PATH + "{key}")
    @May(Who.ANYONE)
    ResponseEntity<byte[]> show(@PathVariable String key, HttpServletResponse response) {
        var jpeg = pictures.find(key).orElseThrow(() -> Problem.notFound("Picture"));
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).cacheControl(KEPT).body(jpeg);
    }

    @PostMapping("/-/settings/picture")
    @May(Who.MEMBER)
    View put(Member member, @RequestParam(required = false) @Nullable MultipartFile picture) throws IOException {
        try {
            if (picture == null || picture.isEmpty()) throw Problem.invalid("picture", "is missing: choose a file first");
            try (var sent = picture.getInputStream()) {
                pictures.put(member.id(), Picture.read("picture", sent));
            }
            return Redirect.to("/-/settings").saying(Notice.done("That is your picture now."));
        } catch (Problem problem) {
            return new ProfileSettingsPage(
                    member, member.name(), member.appearance(), Map.of("picture", "The picture " + problem.fields().get("picture") + "."));
        }
    }

    @PostMapping("/-/settings/picture/removal")
    @May(Who.MEMBER)
    View remove(Member member) {
        pictures.put(member.id(), null);
        return Redirect.to("/-/settings").saying(Notice.done("Your picture is gone; your initials stand in its place."));
    }
}
