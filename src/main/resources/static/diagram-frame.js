// Within the sandboxed frame: draws the one diagram that the page hands over, and says how high it is.
addEventListener("message", async (event) => {
  if (event.source !== parent || typeof event.data?.diagram !== "string") {
    return;
  }
  try {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: event.data.dark ? "dark" : "neutral", htmlLabels: false, flowchart: { htmlLabels: false } });
    const { svg } = await mermaid.render("drawn", event.data.diagram);
    const place = document.getElementById("diagram");
    place.innerHTML = svg;
    const size = () => parent.postMessage({ drawn: Math.ceil(place.getBoundingClientRect().height) }, "*");
    new ResizeObserver(size).observe(place);
    size();
  } catch (wrong) {
    parent.postMessage({ failed: String(wrong?.message ?? wrong).slice(0, 300) }, "*");
  }
});
parent.postMessage({ ready: true }, "*");
