package antipode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RedirectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "\\/elsewhere.example",
                "/\t/elsewhere.example", "javascript:alert(1)", "elsewhere", "", " /x", "/x\r\nSet-Cookie: a=b"
            })
    void no_redirect_leaves_the_server(String path) {
        assertThat(Redirect.back(path, "/here").path()).isEqualTo("/here");
        assertThatThrownBy(() -> Redirect.to(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_path_of_this_server_is_kept() {
        assertThat(Redirect.back("/halyard/booking/-/issues/7?a=b#note_1", "/").path())
                .isEqualTo("/halyard/booking/-/issues/7?a=b#note_1");
    }

    @Test
    void a_notice_crosses_one_redirect_and_nobody_can_forge_it() {
        var flash = new Flash();
        var first = new MockHttpServletResponse();
        flash.put(first, Notice.done("Closed. Kei and <b>two</b> others hear of it."));
        var cookie = first.getCookie("notice");
        assertThat(cookie).isNotNull();
        var next = new MockHttpServletRequest();
        next.setCookies(cookie);
        var answer = new MockHttpServletResponse();
        assertThat(flash.take(next, answer))
                .isEqualTo(Notice.done("Closed. Kei and <b>two</b> others hear of it."));
        assertThat(answer.getCookie("notice").getMaxAge()).isZero();

        for (var forged : new String[] {"", "x", "RE9ORSBo.AAAA", cookie.getValue() + "x", "." , "%%%.%%%"}) {
            next.setCookies(new Cookie("notice", forged));
            assertThat(flash.take(next, new MockHttpServletResponse())).isNull();
        }
    }
}
