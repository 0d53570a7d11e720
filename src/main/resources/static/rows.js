// Going through a list by keys: j and k move, Enter opens as everywhere, and a key acts on the row one stands on.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const titles = () => [...document.querySelectorAll(".rows .row .row-title a, .rows .row-line .row-body > a")];
const place = "row " + location.pathname;

const stand = (index) => {
  const all = titles();
  const title = all[Math.max(0, Math.min(index, all.length - 1))];
  title?.focus({ focusVisible: true });
  title?.closest(".row").scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event.target)) {
    return;
  }
  const row = document.activeElement?.closest(".row");
  const at = titles().findIndex((title) => row?.contains(title));
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    stand(at < 0 ? 0 : at + (event.key === "j" ? 1 : -1));
  } else if (row) {
    const button = row.querySelector(`[data-row-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      sessionStorage.setItem(place, String(at));
      button.click();
      row.querySelector("details[open] .menu-items button")?.focus();
    }
  }
});

// Whoever acted by key goes on from the same place of the list.
const before = sessionStorage.getItem(place);
if (before !== null) {
  sessionStorage.removeItem(place);
  stand(Number(before));
}
