// Shows the words as they will look, and, while they are written, what they order.

const PAUSE = 400;

async function part(name, field, area) {
  const own = name === "preview" && field.dataset.preview;
  const response = await fetch(own || `/-/writing/${name}?${field.dataset.writing}`, {
    method: "POST",
    body: new URLSearchParams({ text: area.value }),
  });
  return response.ok ? response.text() : null;
}

export function previewing(field, area) {
  const button = field.querySelector(".writing-preview-button");
  const shown = field.querySelector(".writing-preview");
  const orders = field.querySelector(".writing-orders");
  const words = button?.lastChild;

  function write() {
    area.hidden = false;
    shown.replaceChildren();
    words.data = "Preview";
  }

  button?.addEventListener("click", async (event) => {
    event.preventDefault();
    if (area.hidden) {
      write();
      area.focus();
      return;
    }
    const html = await part("preview", field, area).catch(() => null);
    if (html === null) {
      shown.textContent = "The preview can’t be fetched just now. Your words are untouched.";
      return;
    }
    shown.innerHTML = html;
    orders.replaceChildren();
    area.hidden = true;
    words.data = "Write";
  });
  area.addEventListener("invalid", write);
  area.addEventListener("focus", () => area.hidden && write());

  let waiting = 0;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.dataset.preview || !/^\/[a-z]/m.test(area.value)) {
      orders.replaceChildren();
      return;
    }
    waiting = setTimeout(async () => {
      const text = area.value;
      const html = await part("orders", field, area).catch(() => null);
      if (html !== null && text === area.value) {
        orders.innerHTML = html;
      }
    }, PAUSE);
  });
}
