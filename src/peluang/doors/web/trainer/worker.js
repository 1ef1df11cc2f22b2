// Lets the trainer's pages open without a network. FILES and VERSION stand before this (scanning.py).
// Plain files: from the phone when their name says which version they are, else from the network while there is one.
// Today's list and attendance pages: from the network, else as they were last seen, at most a week old. A page that is
// no longer this person's (signed out, another role) is forgotten as soon as the network says so.
const KEPT_FILES = "pelatih-berkas-" + VERSION, KEPT_PAGES = "pelatih-halaman";
const PAGES = /^\/pelatih\/(kelas\/[0-9a-f-]+\/hadir\/\d+)?$/;
const WEEK = 7 * 24 * 3600 * 1000, PATIENCE = 5000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT_FILES).then((kept) => kept.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("pelatih-berkas-") && name !== KEPT_FILES) await caches.delete(name);
    }
    await clients.claim();
  })());
});

async function forgetOld(kept) {
  for (const request of await kept.keys()) {
    const seen = await kept.match(request);
    if (seen && Date.now() - Number(seen.headers.get("x-kept")) > WEEK) await kept.delete(request);
  }
}

async function keep(path, answer) {
  const kept = await caches.open(KEPT_PAGES);
  await forgetOld(kept);
  if (answer.status >= 500) return undefined;
  if (answer.status !== 200 || answer.redirected) return kept.delete(path);
  const headers = new Headers(answer.headers);
  headers.set("x-kept", String(Date.now()));
  return kept.put(path, new Response(await answer.blob(), { headers }));
}

async function page(event, path) {
  const late = new Promise((_, no) => setTimeout(() => no(new Error("late")), PATIENCE));
  const asked = fetch(event.request);
  event.waitUntil(asked.then((answer) => keep(path, answer.clone())).catch(() => {}));
  const answer = await Promise.race([asked, late]).catch(() => null);
  if (answer && answer.status < 500) return answer;
  return (await caches.match(path, { cacheName: KEPT_PAGES })) || asked;
}

async function file(request) {
  const seen = await caches.match(request, { cacheName: KEPT_FILES });
  if (seen && /\.[0-9a-f]{12}\./.test(request.url)) return seen;
  return fetch(request).catch((problem) => { if (seen) return seen; throw problem; });
}

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (PAGES.test(url.pathname)) event.respondWith(page(event, url.pathname));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(file(request));
  }
});

// The list of today asks to have its sessions at hand before anybody opens them.
addEventListener("message", (event) => {
  const paths = (event.data && event.data.keep) || [];
  event.waitUntil(Promise.all(paths.filter((path) => PAGES.test(path)).map((path) =>
    fetch(path, { credentials: "same-origin" }).then((answer) => keep(path, answer)).catch(() => {}))));
});
