// Takes files by drop, paste and the field for them, and puts their links into the words.

export function attaching(field, area) {
  const input = field.querySelector("input[type=file]");
  if (!input) {
    return;
  }
  const said = document.createElement("span");
  said.className = "writing-said";
  said.setAttribute("role", "status");
  input.closest("p").append(said);

  function put(before, after) {
    const at = area.value.indexOf(before);
    if (at >= 0) {
      const cursor = area.selectionEnd + (area.selectionEnd > at ? after.length - before.length : 0);
      area.value = area.value.slice(0, at) + after + area.value.slice(at + before.length);
      area.setSelectionRange(cursor, cursor);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  async function attach(file) {
    const place = `[${file.name.replace(/[[\]]/g, "")} is on its way, ${Math.random().toString(36).slice(2, 8)}]()`;
    area.setRangeText(place, area.selectionStart, area.selectionEnd, "end");
    const body = new FormData();
    body.append("file", file);
    try {
      const response = await fetch(`/-/uploads?${field.dataset.writing}`, { method: "POST", body });
      const answer = await response.json();
      put(place, response.ok ? answer.markdown : "");
      said.textContent = response.ok ? "" : answer.message;
    } catch {
      put(place, "");
      said.textContent = `${file.name} was not sent: the connection is gone. Attach it again when it is back.`;
    }
  }

  async function attachAll(files) {
    said.textContent = files.length === 1 ? `Sending ${files[0].name} …` : `Sending ${files.length} files …`;
    for (const file of files) {
      await attach(file);
    }
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    attachAll(files);
  });
  area.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length && !event.clipboardData.types.includes("text/plain")) {
      event.preventDefault();
      attachAll(files);
    }
  });
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      field.classList.add("writing-over");
    }
  });
  area.addEventListener("dragleave", () => field.classList.remove("writing-over"));
  area.addEventListener("drop", (event) => {
    field.classList.remove("writing-over");
    if (event.dataTransfer.files.length) {
      event.preventDefault();
      attachAll([...event.dataTransfer.files]);
    }
  });
}
