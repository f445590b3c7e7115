// Enhancement only: every page works without this file.
"use strict";
document.documentElement.classList.add("js");

// <button type="button" class="with-js" data-print>
// <button type="button" class="with-js" data-copy="text to copy" data-done="Đã chép">
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if ("print" in button.dataset) {
    window.print();
  } else if (navigator.clipboard) {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      if (button.dataset.done) button.textContent = button.dataset.done;
    });
  }
});

// Escape closes the phone's panels and an open question, and gives the focus back to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement.closest("details.confirm[open], .further details[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (["#menu", "#tree"].includes(location.hash)) {
    const opener = document.querySelector(`a[href="${location.hash}"]`);
    location.hash = "#main";
    if (opener) opener.focus();
  }
});

// <div data-refresh="/address" data-seconds="2">: the part is fetched again and put in its place until it no longer asks for it.
function refresh(part) {
  const seconds = Number(part.dataset.seconds) || 2;
  setTimeout(async () => {
    if (!part.isConnected) return;
    try {
      const answer = await fetch(part.dataset.refresh, { headers: { "X-Part": "1" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        const fresh = document.createElement("template");
        fresh.innerHTML = await answer.text();
        const next = fresh.content.firstElementChild;
        part.replaceWith(fresh.content);
        if (next && next.dataset.refresh) refresh(next);
        return;
      }
    } catch {
      // The network is gone for a moment: ask again.
    }
    refresh(part);
  }, seconds * 1000);
}
document.querySelectorAll("[data-refresh]").forEach(refresh);

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});
