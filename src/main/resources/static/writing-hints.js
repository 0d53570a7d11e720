// Tells, a moment after somebody stopped typing, what will read differently elsewhere or later, and mends it in the field.

const PAUSE = 900;
const SHORT = 12;

export function hinting(form, field, area) {
  const shown = field.querySelector(".writing-hints");
  let waiting = 0;
  let asked = new AbortController();
  let last = shown.innerHTML;

  async function ask(pressed) {
    clearTimeout(waiting);
    asked.abort();
    asked = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "preview" && name !== "text") {
        body.append(name, value);
      }
    }
    body.set("text", area.value);
    if (pressed) {
      body.set("preview", pressed);
    }
    try {
      const response = await fetch(`/-/writing/hints?${field.dataset.writing}`, { method: "POST", body, signal: asked.signal });
      show(response.ok ? (await response.text()).trim() : "");
    } catch {
      // Without a connection nobody is told anything.
    }
  }

  function show(html) {
    if (html !== last) {
      last = html;
      shown.innerHTML = html;
    }
  }

  function place(was, start) {
    if (area.value.startsWith(was, start)) {
      return start;
    }
    const before = area.value.lastIndexOf(was, start);
    return before >= 0 ? before : area.value.indexOf(was, start);
  }

  function mend({ start, was, text }) {
    const at = place(was, Number(start));
    if (at < 0) {
      return;
    }
    area.hidden = false;
    area.focus();
    area.setSelectionRange(at, at + was.length);
    // As if it had been typed, so that Ctrl+Z takes it back.
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, at, at + was.length, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const hole = text.indexOf("…");
    const sign = text.lastIndexOf("#)");
    if (hole >= 0) {
      area.setSelectionRange(at + hole, at + hole + 1);
    } else if (sign >= 0) {
      area.setSelectionRange(at + sign + 1, at + sign + 1);
    }
  }

  shown.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    event.preventDefault();
    if (button.dataset.text === undefined) {
      ask(button.value);
      area.focus();
    } else {
      mend(button.dataset);
      ask();
    }
  });

  area.addEventListener("input", () => {
    clearTimeout(waiting);
    if (area.value.trim().length < SHORT) {
      show("");
    } else {
      waiting = setTimeout(ask, PAUSE);
    }
  });
  if (area.value.trim().length >= SHORT) {
    waiting = setTimeout(ask, PAUSE);
  }
}
