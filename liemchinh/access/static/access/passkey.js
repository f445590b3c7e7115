// Passkeys: the options stand in the form, the answer goes into its hidden field, the form is sent.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  const start = document.querySelector("[data-passkey-start]");
  if (!form || !start) return;
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) {
    start.hidden = true;
    return;
  }
  start.addEventListener("click", async () => {
    const trouble = document.querySelector("[data-passkey-trouble]");
    const options = JSON.parse(form.dataset.options).publicKey;
    try {
      const made = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.answer.value = JSON.stringify(made);
      form.submit();
    } catch {
      if (trouble) trouble.hidden = false;
    }
  });
})();
