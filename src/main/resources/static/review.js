// Reviewing without leaving one's place: the form for a line opens beneath it, further lines of a file come in their place, `n` and `p` lead from one unresolved thread to
// the next, `]` and `[` from file to file. Without this each line's number is a link to a page with the same form.

function place(link, form) {
  const row = link.closest("tr");
  if (row) {
    const inserted = document.createElement("tr");
    inserted.className = "said-row";
    const cell = document.createElement("td");
    cell.colSpan = [...row.children].reduce((sum, one) => sum + one.colSpan, 0);
    cell.append(form);
    inserted.append(cell);
    let after = row;
    while (after.nextElementSibling?.classList.contains("said-row")) {
      after = after.nextElementSibling;
    }
    after.after(inserted);
    return inserted;
  }
  const holder = document.createElement("div");
  holder.append(form);
  link.closest(".diff-block").append(holder);
  return holder;
}

async function open(link) {
  const known = document.querySelector(`form.line-comment[data-opened="${CSS.escape(link.getAttribute("href"))}"]`);
  if (known) {
    known.querySelector("textarea").focus();
    return;
  }
  const answer = await fetch(link.href);
  const form = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form.line-comment");
  if (!answer.ok || !form) {
    location.assign(link.href);
    return;
  }
  const area = form.querySelector("textarea");
  const id = `line-note-${Math.random().toString(36).slice(2)}`;
  for (const one of form.querySelectorAll("[for=line-note], [aria-controls^=line-note], [id^=line-note]")) {
    for (const name of ["for", "aria-controls", "id", "aria-describedby"]) {
      if (one.hasAttribute(name)) {
        one.setAttribute(name, one.getAttribute(name).replace(/^line-note/, id));
      }
    }
  }
  form.dataset.opened = link.getAttribute("href");
  place(link, document.adoptNode(form));
  area.focus();
}

async function more(link) {
  const answer = await fetch(link.href);
  const section = link.closest("[data-file]");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(section.id);
  if (!answer.ok || !fresh) {
    location.assign(link.href);
    return;
  }
  const begun = section.querySelectorAll("form[data-opened]");
  history.replaceState(null, "", link.href);
  section.replaceWith(document.adoptNode(fresh));
  for (const form of begun) {
    place(fresh.querySelector(`a[data-comment][href="${CSS.escape(form.dataset.opened)}"]`), form);
  }
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const further = event.target.closest("a[data-more]");
  if (further && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    more(further).catch(() => location.assign(further.href));
    return;
  }
  const link = event.target.closest("a[data-comment]");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
    return;
  }
  const dismissed = event.target.closest("a[data-dismiss]");
  const opened = dismissed?.closest("form[data-opened]");
  if (opened) {
    event.preventDefault();
    const link = document.querySelector(`a[data-comment][href="${CSS.escape(opened.dataset.opened)}"]`);
    (opened.closest(".said-row") ?? opened.parentElement).remove();
    link?.focus();
    return;
  }
  const suggest = event.target.closest("button[data-suggestion]");
  if (suggest) {
    event.preventDefault();
    const area = suggest.form.querySelector("textarea");
    const before = area.value.trimEnd();
    area.value = (before ? before + "\n\n" : "") + suggest.dataset.suggestion;
    area.rows = Math.max(area.rows, area.value.split("\n").length + 1);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    suggest.hidden = true;
  }
});

function step(selector, back) {
  const all = [...document.querySelectorAll(selector)];
  if (all.length === 0) {
    return;
  }
  const here = all.findIndex((one) => one.getBoundingClientRect().top > (back ? -2 : 2) + 80);
  const next = back
    ? all[here < 0 ? all.length - 1 : (here - 1 + all.length) % all.length]
    : all.find((one) => one !== document.activeElement && one.getBoundingClientRect().top > 90) ?? all[0];
  next.tabIndex = -1;
  for (let around = next.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true;
  }
  next.scrollIntoView({ block: "start" });
  next.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], dialog")) {
    return;
  }
  const deed = { n: ["[data-unresolved]", false], p: ["[data-unresolved]", true], "]": ["[data-file]", false], "[": ["[data-file]", true] }[event.key];
  if (deed) {
    event.preventDefault();
    step(...deed);
  }
});
