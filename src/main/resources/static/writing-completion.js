// Offers what could be meant behind @ # ! ~ % : and, at the beginning of a line, behind /; on a page, pages behind [[.

export function completing(field, area) {
  const expander = field.querySelector("text-expander");
  let asked = new AbortController();
  expander?.addEventListener("text-expander-change", (event) => {
    const { key, text, provide } = event.detail;
    const before = area.value.slice(0, area.selectionEnd - text.length - key.length);
    const begins = before === "" || before.endsWith("\n");
    if (key === "/" ? !begins : key === ":" ? text.length < 2 : key === "#" && begins && text === "") {
      return;
    }
    asked.abort();
    asked = new AbortController();
    const where = key === "[[" ? field.dataset.pages : `/-/writing/completions?${field.dataset.writing}`;
    provide(offers(where, key, text, asked.signal));
  });
  expander?.addEventListener("text-expander-value", (event) => {
    event.detail.value = event.detail.item.dataset.value;
  });
  expander?.addEventListener("text-expander-committed", () => {
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function offers(where, sign, part, signal) {
  try {
    const response = await fetch(`${where}&${new URLSearchParams({ sign, q: part })}`, { signal });
    const html = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
    const list = html.querySelector("ul");
    list?.querySelectorAll("li").forEach((offer, at) => (offer.id = `completion-${at}`));
    return { matched: Boolean(list?.querySelector("li")), fragment: list && document.adoptNode(list) };
  } catch {
    return { matched: false };
  }
}
