// Answering with the words one has selected: `r` quotes them into the reply of their thread, or else into the composer.

const quoted = (text) => text.trim().replace(/^/gm, "> ") + "\n\n";

function field(selected) {
  const reply = selected?.closest(".thread")?.querySelector("details.reply");
  if (reply) {
    reply.open = true;
    return reply.querySelector("textarea");
  }
  return document.getElementById("words");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey
      || event.target.closest("input, textarea, select, [contenteditable]")) {
    return;
  }
  const selection = document.getSelection();
  const text = selection.toString();
  const node = selection.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const prose = text ? element?.closest(".prose") : null;
  const area = field(prose);
  if (!area) {
    return;
  }
  event.preventDefault();
  if (prose) {
    const before = area.value.trimEnd();
    area.value = (before ? before + "\n\n" : "") + quoted(text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
});

// A field that was just opened is there to be typed into.
document.addEventListener("toggle", (event) => {
  if (event.target.matches("details.reply[open]")) {
    event.target.querySelector("textarea").focus();
  }
}, true);
