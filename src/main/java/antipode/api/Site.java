package antipode.api;

import jakarta.servlet.http.HttpServletRequest;

/// The server's address as the client of this request knows it, for links in what it is answered. A handler takes it as
/// a parameter.
///
/// @param address without a slash at the end
public record Site(String address) {

    public static Site of(HttpServletRequest request) {
        var asked = Addresses.asked(request);
        return new Site(asked.substring(0, asked.indexOf('/', asked.indexOf("://") + 3)));
    }

    public String url(String path) {
        return address + path;
    }
}
