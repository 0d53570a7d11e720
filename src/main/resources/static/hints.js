// Hints for fields of words that are no comments: a page, a reason.
import { hinting } from "./writing-hints.js";

document.addEventListener("focusin", (event) => {
  const field = event.target.closest(".hinted");
  if (field && field.dataset.hints === undefined) {
    field.dataset.hints = "";
    hinting(field.closest("form"), field, field.querySelector("textarea"));
  }
});
