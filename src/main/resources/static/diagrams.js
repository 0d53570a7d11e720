// Draws the Mermaid diagrams within an element, each in a frame without origin and network. Its text stays below, to be read;
// without scripts, or where it can't be drawn, the text is all there is.

const dark = () => {
  const chosen = getComputedStyle(document.documentElement).colorScheme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
};

export function draw(within) {
  within.querySelectorAll("pre > code.language-mermaid:not([data-drawn])").forEach(framed);
}

function framed(code) {
  code.dataset.drawn = "";
  const text = code.textContent;
  const pre = code.parentElement;
  const frame = document.createElement("iframe");
  frame.className = "diagram-frame";
  frame.title = "A diagram; its text stands below";
  frame.setAttribute("sandbox", "allow-scripts");
  frame.height = "0";
  frame.loading = "lazy";
  frame.src = "/-/mermaid";
  const figure = document.createElement("figure");
  figure.className = "diagram";
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "The diagram as text";
  details.append(summary);
  details.open = true;
  pre.before(figure);
  details.append(pre);
  figure.append(frame, details);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow) {
      return;
    }
    if (event.data?.ready) {
      frame.contentWindow.postMessage({ diagram: text, dark: dark() }, "*");
    } else if (Number.isFinite(event.data?.drawn)) {
      if (frame.height === "0") {
        details.open = false;
      }
      frame.height = String(Math.min(4000, Math.max(20, event.data.drawn)));
    } else if (event.data?.failed) {
      frame.remove();
      details.open = true;
      summary.textContent = "This diagram can’t be drawn: " + event.data.failed;
    }
  });
}
