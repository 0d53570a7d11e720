// Lets the browser make or use a passkey, and sends what the device says with the form around the button.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const challenge = async path => {
  const answer = await fetch(path, { method: "POST" });
  if (!answer.ok) throw new Error(answer.status === 429 ? "That was tried too often from here. Try again a little later." : "The server gave no challenge. Load the page again.");
  const options = await answer.json();
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const known of options.excludeCredentials ?? []) known.id = bytes(known.id);
  return options;
};

const told = credential => {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} });
};

const deeds = {
  make: async () => navigator.credentials.create({ publicKey: await challenge("/-/settings/passkeys/challenge") }),
  use: async () => navigator.credentials.get({ publicKey: await challenge("/-/sign-in/passkey/challenge") }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const failure = form.querySelector("[data-passkey-failure]");
    failure.hidden = true;
    try {
      form.elements.credential.value = told(await deeds[form.dataset.passkey]());
      form.submit();
    } catch (problem) {
      failure.textContent = problem.name === "NotAllowedError" ? "Nothing came from the device, or you stopped it."
        : problem.name === "InvalidStateError" ? "This device has a passkey here already." : problem.message;
      failure.hidden = false;
    }
  });
}
