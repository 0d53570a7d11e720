// A board by mouse and by keys. Every card has a form that moves it; this only fills it in, and shows the board anew.

const board = () => document.getElementById("board");

const send = async (card, to) => {
  const form = card.querySelector(".board-move form");
  const button = [...(form?.querySelectorAll("button[name=to]") ?? [])].find((one) => one.value === to);
  if (!button) {
    return;
  }
  const data = new FormData(form);
  data.set("to", to);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), headers: { "X-Sent-By": "script" } });
    if (answer.status !== 204) {
      throw new Error();
    }
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    board().replaceWith(page.getElementById("board"));
    prepare();
    document.getElementById(card.id)?.querySelector(".board-title a").focus();
  } catch {
    // The page that comes without this script says what is wrong.
    button.click();
  }
};

const prepare = () => {
  for (const card of board().querySelectorAll(".board-card:has(.board-move)")) {
    card.draggable = true;
  }
};

let dragged = null;

const over = (target) => (dragged ? target.closest?.(".board-column") : null);

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".board-card") ?? null;
  dragged?.classList.add("dragged");
  event.dataTransfer?.setData("text/plain", dragged?.dataset.issue ?? "");
});

document.addEventListener("dragover", (event) => {
  const column = over(event.target);
  if (column) {
    event.preventDefault();
    for (const other of board().querySelectorAll(".board-column.aimed")) {
      other.classList.toggle("aimed", other === column);
    }
    column.classList.add("aimed");
  }
});

document.addEventListener("drop", (event) => {
  const column = over(event.target);
  if (column) {
    event.preventDefault();
    send(dragged, column.dataset.column);
  }
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  for (const column of board().querySelectorAll(".aimed")) {
    column.classList.remove("aimed");
  }
});

// Arrows go from card to card; with Shift, left and right take the card along.
document.addEventListener("keydown", (event) => {
  const card = document.activeElement?.closest?.(".board-card");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!card || event.ctrlKey || event.metaKey || event.altKey || document.activeElement.closest("details[open]")) {
    return;
  }
  const columns = [...board().querySelectorAll(".board-column")];
  const column = card.closest(".board-column");
  if (step && event.shiftKey) {
    const next = columns[columns.indexOf(column) + step];
    if (next) {
      event.preventDefault();
      send(card, next.dataset.column);
    }
    return;
  }
  const cards = [...column.querySelectorAll(".board-card")];
  const at = cards.indexOf(card);
  let other = null;
  if (step) {
    const beside = columns.slice(step < 0 ? 0 : columns.indexOf(column) + 1, step < 0 ? columns.indexOf(column) : undefined);
    const there = (step < 0 ? beside.reverse() : beside).find((one) => one.querySelector(".board-card"));
    const rows = there?.querySelectorAll(".board-card");
    other = rows?.[Math.min(at, rows.length - 1)];
  } else if (!event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    other = cards[at + (event.key === "ArrowUp" ? -1 : 1)];
  }
  if (other) {
    event.preventDefault();
    other.querySelector(".board-title a").focus();
    other.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
});

prepare();
