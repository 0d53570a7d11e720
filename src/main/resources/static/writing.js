// What a field for words can do besides being typed into, see threads/WritingField.jte. It comes when somebody begins to
// write, or when words that were never sent wait for them.

import {} from "./_static/markdown-toolbar-element/2.2.3/dist/index.js";
import {} from "./vendor/text-expander-element-2.9.4.js";
import { completing } from "./writing-completion.js";
import { drafting } from "./writing-drafts.js";
import { attaching } from "./writing-files.js";
import { hinting } from "./writing-hints.js";
import { previewing } from "./writing-preview.js";
import { sending } from "./writing-sending.js";

const KEYS = { b: "md-bold", i: "md-italic", k: "md-link", e: "md-code" };

function formatting(field, area) {
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key];
    if (tool && field.querySelector(tool)) {
      event.preventDefault();
      field.querySelector(tool).click();
    }
  });
}

function begin(form) {
  if (form.dataset.writes !== undefined || !form.querySelector(".writing")) {
    return;
  }
  form.dataset.writes = "";
  for (const field of form.querySelectorAll(".writing")) {
    const area = field.querySelector("textarea");
    formatting(field, area);
    completing(field, area);
    previewing(field, area);
    attaching(field, area);
    hinting(form, field, area);
  }
  sending(form, drafting(form), () => document.querySelectorAll("main form").forEach(begin));
}

document.addEventListener("focusin", (event) => {
  const form = event.target.closest("form");
  if (form) {
    begin(form);
  }
});
document.querySelectorAll("main form[data-kept]").forEach(begin);
