// Attendance tapped while there is no network waits in this browser, for the account that tapped it, and is sent when the network is back.
// Kept are numbers and marks, and for a day the page they were tapped on; signing out forgets all of it. Every form works without this file.
"use strict";
(() => {
  const ACTS = "liemchinh-kept", OWNER = "liemchinh-kept-for", PAGES = "liemchinh-kept-pages", PARTS = "liemchinh-kept-parts";
  // The server knows for ninety days which acts came: an older one is nobody's to send any more but a person's.
  const LONGEST = 60 * 24 * 3600 * 1000;
  const bar = document.getElementById("kept");
  // Browsers keep pages and give random numbers over TLS and on the machine itself alone.
  if (!bar || !window.isSecureContext || !navigator.serviceWorker) return;
  const account = bar.dataset.account;

  const all = () => JSON.parse(localStorage.getItem(ACTS) || "[]");
  const own = () => all().filter((act) => act.account === account);
  const put = (acts) => localStorage.setItem(ACTS, JSON.stringify(acts));
  const drop = (id) => put(all().filter((act) => act.id !== id));
  const note = (id, state) => put(all().map((act) => (act.id === id ? { ...act, state } : act)));

  // Pages kept for somebody else, or for a session that is over, are nobody's to read.
  async function guard() {
    if (localStorage.getItem(OWNER) === account) return;
    await caches.delete(PAGES);
    localStorage.setItem(OWNER, account);
  }

  // The page of names and what it is drawn with, so that it opens again without a network.
  async function keepPage() {
    await navigator.serviceWorker.register(bar.dataset.worker, { scope: "/" });
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const parts = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
    await (await caches.open(PARTS)).addAll([...new Set([...parts].map((one) => one.href || one.src))]);
    const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept-At": String(Date.now()) };
    await (await caches.open(PAGES)).put(location.href, new Response(await answer.blob(), { headers }));
    if (navigator.serviceWorker.controller) shown();
    else navigator.serviceWorker.addEventListener("controllerchange", shown, { once: true });
  }

  const shown = () => document.querySelectorAll("[data-kept-page]").forEach((one) => { one.hidden = false; });

  // Gives "sent" with the next page, or why not: "waiting", "signed-out", "refused".
  async function send(act) {
    try {
      const fresh = await fetch(act.url, { credentials: "same-origin", cache: "no-store" });
      if (fresh.redirected) return ["signed-out"];
      if (fresh.status >= 500) return ["waiting"];
      if (!fresh.ok) return ["refused"];
      const page = new DOMParser().parseFromString(await fresh.text(), "text/html");
      if (page.getElementById("kept").dataset.account !== account) return ["signed-out"];
      const body = new URLSearchParams(act.fields);
      body.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
      body.set("sending", act.id);
      const answer = await fetch(act.url, { method: "POST", body, credentials: "same-origin", headers: { "X-Kept": "1" } });
      if (answer.status === 204) return ["sent", answer.headers.get("X-There")];
      return [answer.status >= 500 ? "waiting" : answer.redirected ? "signed-out" : "refused"];
    } catch {
      return ["waiting"];
    }
  }

  function show() {
    const acts = own(), list = bar.querySelector("ul");
    bar.hidden = acts.length === 0;
    list.replaceChildren(...acts.map((act) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = act.url;
      link.textContent = act.title;
      const state = { "signed-out": bar.dataset.signedOut, refused: bar.dataset.refused }[act.state] || bar.dataset.waiting;
      item.append(link, ` – ${state} `);
      if (act.state === "refused") {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button quiet";
        button.textContent = bar.dataset.drop;
        button.addEventListener("click", () => { drop(act.id); show(); });
        item.append(button);
      }
      return item;
    }));
  }

  // One tab sends at a time; what was refused waits for people.
  const flush = () => navigator.locks.request("liemchinh-kept", async () => {
    for (const act of own()) {
      if (Date.now() - act.at > LONGEST) note(act.id, "refused");
      if (act.state === "refused" || Date.now() - act.at > LONGEST) continue;
      const [state] = await send(act);
      if (state === "sent") drop(act.id);
      else note(act.id, state);
    }
    show();
  });

  async function keep(form) {
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const act = {
      id: crypto.randomUUID(), account, url: form.action, title: form.dataset.keep, state: "waiting", at: Date.now(),
      fields: [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "sending"),
    };
    put([...all().filter((other) => other.account !== account || other.url !== act.url), act]);
    const [state, there] = await navigator.locks.request("liemchinh-kept", () => send(act));
    if (state === "sent") {
      drop(act.id);
      location.assign(there);
    } else if (state === "refused") {
      // Somebody stands before the page: it shows every reason itself.
      drop(act.id);
      form.submit();
    } else {
      note(act.id, state);
      delete form.dataset.busy;
      show();
      bar.scrollIntoView();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.keep) {
      event.preventDefault();
      keep(form);
    } else if (form.matches("form[action$='/sign-out/']")) {
      if (own().length && !window.confirm(bar.dataset.leaving)) event.preventDefault();
      else put(all().filter((act) => act.account !== account));
    }
  }, true);

  guard().then(() => {
    if (!account) return;
    show();
    if (own().length) flush();
    window.addEventListener("online", flush);
    setInterval(() => own().length && flush(), 30000);
    if (document.querySelector("form[data-keep]")) keepPage().catch(() => {});
  });
})();
