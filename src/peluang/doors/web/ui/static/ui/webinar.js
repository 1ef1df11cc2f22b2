// A webinar's page: tells that it is looked at while it is, and calls back who has it behind another window.
// Without this file every button still works; nothing here decides what counts.
(() => {
  const d = document, room = d.querySelector("[data-webinar]"), pulse = d.getElementById("denyut");
  if (!room || !pulse) return;
  const url = room.dataset.webinar, title = d.title, EVERY = 30000;
  let sending = false;

  const call = (asked) => {
    const was = d.title;
    d.title = asked ? "❗ " + title : title;
    if (asked && d.title !== was && navigator.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate(200);
  };
  const there = () => room.querySelector("[value=keluar]");
  const look = () => there() && pulse.dispatchEvent(new CustomEvent("lihat"));
  // Behind another window nothing is noted; only the title says that a question waits.
  const peek = async () => {
    if (!there()) return;
    try { call((await fetch(url + "?intip=1", { credentials: "same-origin" })).status === 200); } catch { /* no connection */ }
  };
  setInterval(() => (d.visibilityState === "visible" ? look() : peek()), EVERY);
  d.addEventListener("visibilitychange", () => d.visibilityState === "visible" && look());
  room.addEventListener("htmx:afterSwap", () => call(room.querySelector("[data-prompt]")));
  call(room.querySelector("[data-prompt]"));
  addEventListener("load", look);

  // One tap goes in and opens the webinar beside this page.
  d.addEventListener("submit", (e) => {
    if (e.defaultPrevented) return;
    sending = true;
    if (e.target.dataset.opens) open(e.target.dataset.opens, "_blank", "noopener");
  });
  addEventListener("pagehide", () => {
    if (sending || !there()) return;
    const told = new FormData();
    told.append("aksi", "tutup");
    told.append("csrfmiddlewaretoken", room.querySelector("[name=csrfmiddlewaretoken]").value);
    navigator.sendBeacon(url, told);
  });
})();
