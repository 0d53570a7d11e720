// Keeps what is written and not yet sent in this browser, for whoever writes, until the server has said that it has it.

const KEPT = 60 * 24 * 3600 * 1000;
const PAUSE = 300;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forgetOld() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("words ") && !(Date.now() - (read(key)?.at ?? 0) < KEPT)) {
      localStorage.removeItem(key);
    }
  }
}

/// Gives what forgets the draft once it is sent.
export function drafting(form) {
  const field = form.querySelector(".writing");
  const area = field.querySelector("textarea");
  const key = `words ${field.dataset.writer} ${new URL(form.action).pathname}#${area.id}`;
  let sent = false;
  let waiting = 0;

  const texts = () =>
    [...form.elements].filter(
      (one) => one.name && one.matches("textarea, input:not([type]), input[type=text], input[type=date]") && !one.readOnly);

  function keep() {
    clearTimeout(waiting);
    if (sent) {
      return;
    }
    try {
      const changed = texts().filter((one) => one.value !== one.defaultValue);
      if (changed.some((one) => one.value.trim())) {
        const words = Object.fromEntries(changed.map((one) => [one.name, one.value]));
        localStorage.setItem(
          key, JSON.stringify({ at: Date.now(), once: form.elements.once?.value, base: area.defaultValue, from: form.elements.base?.value, words }));
      } else {
        localStorage.removeItem(key);
      }
    } catch {
      // No room, or none allowed: the words stay in the field at least.
    }
  }

  function restore(draft) {
    for (const one of texts()) {
      if (draft.words[one.name] !== undefined && one.value === one.defaultValue) {
        one.value = draft.words[one.name];
      }
    }
    // What others changed since is brought together with it when it is sent, and not taken back.
    if (draft.from && form.elements.base) {
      form.elements.base.value = draft.from;
    }
    if (draft.once && form.elements.once) {
      form.elements.once.value = draft.once;
    }
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function discard() {
    for (const one of texts()) {
      one.value = one.defaultValue;
    }
    keep();
  }

  function tell(draft) {
    const at = new Date(draft.at);
    const today = Date.now() - draft.at < 20 * 3600 * 1000;
    const time = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", ...(today ? {} : { weekday: "short", day: "numeric", month: "short" }),
      timeZone: field.dataset.zone,
    }).format(at);
    const line = document.createElement("p");
    line.className = "writing-restored";
    line.setAttribute("role", "status");
    const button = (words, deed) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "link-button";
      made.textContent = words;
      made.addEventListener("click", () => {
        line.remove();
        deed();
        area.focus();
      });
      return made;
    };
    if (draft.base === area.defaultValue) {
      restore(draft);
      line.append(`Your unsent text from ${time} is back. `, button("Discard it", discard));
    } else {
      line.append(
        `You have unsent text from ${time}; what stands here has changed since. `,
        button("Put it back", () => restore(draft)), " ", button("Discard it", () => localStorage.removeItem(key)));
    }
    field.before(line);
    form.addEventListener("submit", () => line.remove(), { once: true });
  }

  try {
    forgetOld();
    const draft = read(key);
    if (draft?.words && texts().some((one) => (draft.words[one.name] ?? one.value) !== one.value)) {
      tell(draft);
    }
  } catch {
    // Nothing can be kept in this browser.
  }
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  addEventListener("pagehide", keep);
  return () => {
    sent = true;
    clearTimeout(waiting);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  };
}
