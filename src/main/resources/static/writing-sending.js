// Sends a form so that a lost connection is told from an answer: the words stay, and can be sent again. The form's own key
// keeps the server from doing twice what it had done before the connection broke.

const PATIENCE = 45_000;
const PATIENCE_WITH_FILES = 600_000;

/// `sent` forgets the draft, `again` makes the fields of a new page ready.
export function sending(form, sent, again) {
  let busy = false;

  function tell(words) {
    form.querySelector(".notice.unsent")?.remove();
    const notice = document.createElement("div");
    notice.className = "notice notice-failed unsent";
    notice.setAttribute("role", "alert");
    const line = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = "Not sent. ";
    line.append(strong, words);
    notice.append(line);
    form.prepend(notice);
    notice.scrollIntoView({ block: "nearest" });
  }

  function go(path) {
    const there = new URL(path, location.href);
    if (there.pathname + there.search === location.pathname + location.search) {
      history.scrollRestoration = "manual";
      history.replaceState(null, "", there);
      location.reload();
    } else {
      location.assign(there);
    }
  }

  function show(html, url) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    if (!main?.querySelector("form .writing")) {
      return false;
    }
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(main));
    window.htmx?.process(main);
    again();
    const wrong = main.querySelector("[aria-invalid=true]");
    (main.querySelector(".notice-failed") ?? wrong ?? main.querySelector(new URL(url).hash || "form")).scrollIntoView({ block: "center" });
    wrong?.focus({ preventScroll: true });
    return true;
  }

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    if (busy) {
      return;
    }
    const button = event.submitter;
    const url = button?.hasAttribute("formaction") ? button.formAction : form.action;
    const body = new FormData(form, button);
    const files = [...body.values()].some((value) => value instanceof File && value.size > 0);
    busy = true;
    form.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "X-Sent-By": "script" },
        signal: AbortSignal.timeout(files ? PATIENCE_WITH_FILES : PATIENCE),
      });
      const path = response.headers.get("Location");
      if (response.status === 204 && path) {
        sent();
        go(path);
        return;
      }
      const html = await response.text();
      if (!show(html, url)) {
        const said = new DOMParser().parseFromString(html, "text/html").querySelector("main p, main h1")?.textContent;
        tell(`${said ?? "The server could not take it."} Your words are below, untouched.`);
      }
    } catch {
      tell("The connection is gone. Your words are kept here: send them again when it is back. Nothing is posted twice.");
    }
    busy = false;
    form.removeAttribute("aria-busy");
  });
}
