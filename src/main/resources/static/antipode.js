// What every page can do besides being read. Nothing depends on it.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector("details.menu[open]")?.removeAttribute("open");
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.target.form?.requestSubmit();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  const key = event.shiftKey && event.key.length > 1 ? "Shift+" + event.key : event.key;
  const keyed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (keyed) {
    event.preventDefault();
    keyed.matches("input, textarea, select") ? keyed.focus() : keyed.click();
  }
});

// Where tabs are wider than the screen, the one that one is on is in sight.
for (const here of document.querySelectorAll(".tabs [aria-current], .places [aria-current]")) {
  const row = here.parentElement;
  row.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - row.offsetLeft - row.clientWidth / 2;
}

// The keys are shown above the page one is on; without this they are a page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest('a[href="/-/keys"]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || location.pathname === "/-/keys") {
    return;
  }
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const keys = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("keys");
    const dialog = document.createElement("dialog");
    dialog.className = "keys-dialog";
    const close = document.createElement("button");
    close.className = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    dialog.append(close, keys);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (inside) => inside.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.assign(link.href);
  }
});

// An open menu closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) {
      menu.removeAttribute("open");
    }
  }
});

// What a form needs beyond this comes when somebody begins to fill it in.
function load(form) {
  const modules = form.dataset.module.split(" ");
  form.removeAttribute("data-module");
  return Promise.all(modules.map((module) => import(module)));
}

document.addEventListener("focusin", (event) => {
  const form = event.target.closest("form[data-module]");
  if (form) {
    // Whoever is quicker than their line is heard again once it has come.
    let changed = null;
    const note = (change) => (changed = change.target);
    form.addEventListener("change", note);
    load(form).then(() => {
      form.removeEventListener("change", note);
      event.target.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
      changed?.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
});

// A tick is kept at once, without leaving the place; without this one saves it with the button below the text.
document.addEventListener("change", async (event) => {
  if (!event.target.matches("input.task[form]")) {
    return;
  }
  const form = event.target.form;
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kept = page.getElementById(form.id);
  if (!answer.ok || !kept) {
    return location.reload();
  }
  form.elements.seen.value = kept.elements.seen.value;
  document.querySelector(".subline")?.replaceWith(page.querySelector(".subline"));
});
for (const form of document.querySelectorAll("form.task-form")) {
  form.hidden = true;
}

// What is to be taken elsewhere is selected, and copied where the browser lets us.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    const done = navigator.clipboard
      ? navigator.clipboard.writeText(field.value)
      : Promise.resolve(document.execCommand("copy"));
    done.then(() => button.replaceChildren("Copied"), () => field.focus());
  }
});
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
}

// Or at once, when words that were never sent wait there.
for (const form of document.querySelectorAll("form[data-module]:has(.writing)")) {
  try {
    const field = form.querySelector(".writing");
    const key = `words ${field.dataset.writer} ${new URL(form.action).pathname}#${field.querySelector("textarea").id}`;
    if (localStorage.getItem(key) !== null) {
      form.dataset.kept = "";
      load(form);
    }
  } catch {
    // Nothing can be kept in this browser.
  }
}

// Diagrams written as text are drawn wherever text is shown; also in what comes later, as a preview does.
function diagrams(within) {
  if (within.querySelector("pre > code.language-mermaid:not([data-drawn])")) {
    import("./diagrams.js").then(({ draw }) => draw(within));
  }
}
diagrams(document.body);
new MutationObserver((changes) => {
  for (const added of changes.flatMap((change) => [...change.addedNodes])) {
    if (added instanceof Element) {
      diagrams(added);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
