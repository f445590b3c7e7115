// Answers for the network while there is none: with the pages of attendance and what they are drawn with, which kept.js put here. It keeps nothing itself.
"use strict";
const DAY = 24 * 3600 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isPart = new URL(request.url).pathname.startsWith("/static/");
  if (request.method === "GET" && (request.mode === "navigate" || isPart)) event.respondWith(answer(request));
});

async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.url);
    const at = kept && kept.headers.get("X-Kept-At");
    if (kept && (!at || Date.now() - Number(at) < DAY)) return kept;
    throw error;
  }
}
