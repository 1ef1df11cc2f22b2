// Attendance on the trainer's phone, with and without a network. Names, codes and seats come with the page (data-sheet);
// what is recorded lies in this phone's storage, one entry a scan under an id made here, until the server has answered
// for it. The server decides what counts: codes carry their own time, a wrong clock of this phone is taken out there.
(() => {
  const root = document.getElementById("hadir");
  if (!root) {
    // The list of today: have the pages of its sessions at hand.
    const paths = [location.pathname, ...[...document.querySelectorAll("[data-keep]")].map((link) => new URL(link.href).pathname)];
    if (navigator.serviceWorker) {
      navigator.serviceWorker.register("/pelatih/pekerja.js", { scope: "/pelatih/" }).then(() => navigator.serviceWorker.ready)
        .then((worker) => worker.active.postMessage({ keep: paths })).catch(() => {});
    }
    return;
  }
  const sheet = JSON.parse(root.dataset.sheet), texts = JSON.parse(root.dataset.texts);
  const find = (what) => root.querySelector(`[data-${what}]`), all = (what) => [...root.querySelectorAll(`[data-${what}]`)];
  const say = (name, values) => texts[name].replace(/\{(\w+)\}/g, (_, key) => (values || {})[key]);
  const MINE = `hadir:${sheet.session}:`, SCAN = `${MINE}catatan:`, AT_ONCE = 200, MONTH = 31 * 24 * 3600 * 1000;

  // Storage. Every scan has a key of its own, so that two tabs never overwrite each other.
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
    },
    drop(key) { localStorage.removeItem(key); },
    keys() { return Object.keys(localStorage); },
  };
  const queued = () => store.keys().filter((key) => key.startsWith(SCAN)).map((key) => store.get(key)).filter(Boolean)
    .sort((a, b) => a.at - b.at);
  // Sheets of long ago are forgotten; scans that wait never are.
  for (const key of store.keys()) {
    const seen = /^hadir:[^:]+:keadaan$/.test(key) && store.get(key);
    if (seen && Date.now() - seen.kept > MONTH) store.drop(key);
  }

  // What is known: the page's own state, or a newer one that came with an answer after the page was kept.
  // ahead: the portal's clock minus this phone's. A page from the phone's memory keeps what it measured when it was new.
  let known = store.get(`${MINE}keadaan`);
  if (!known || sheet.now > known.now) known = { now: sheet.now, ahead: sheet.now - Date.now(), people: sheet.people };
  const learn = (news) => {
    known = { ...known, ...news, kept: Date.now() };
    store.set(`${MINE}keadaan`, known);
  };
  learn({});
  const device = store.get("hadir:ponsel") || newId();
  store.set("hadir:ponsel", device);
  const now = () => Date.now() + known.ahead;
  const clock = (ms) => new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "id-ID",
    { hour: "2-digit", minute: "2-digit", timeZone: sheet.zone }).format(ms);
  let towards = root.dataset.towards === "pulang" ? "out" : "in";
  let offline = !navigator.onLine, sending = false, problem = "", last = 0;

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  const person = (scan) => known.people.find((each) => (scan.seat ? each.id === scan.seat : each.seat === scan.number));

  // What the people look like with what waits here.
  function states() {
    const found = new Map(known.people.map((each) => [each.id, { in: each.in, out: each.out, unsent: false }]));
    for (const scan of queued()) {
      const who = person(scan);
      if (!who) continue;
      const state = found.get(who.id), at = scan.at + known.ahead;
      if (scan.direction === "in") state.in = Math.min(state.in ?? at, at);
      else state.out = Math.max(state.out ?? at, at);
      state.unsent = true;
    }
    return found;
  }

  function show() {
    const waiting = queued(), found = states(), count = { away: 0, here: 0, gone: 0 };
    for (const [id, state] of found) {
      const where = state.in == null ? "away" : state.out == null ? "here" : "gone";
      count[where] += 1;
      const tag = root.querySelector(`[data-state="${id}"]`), button = root.querySelector(`[data-tap="${id}"]`);
      if (!tag) continue;
      tag.textContent = say(where, { time: clock(where === "gone" ? state.out : state.in) })
        + (state.unsent ? ` · ${texts.unsent}` : "");
      tag.className = `tag ${state.unsent ? "warn" : { away: "neutral", here: "good", gone: "info" }[where]}`;
      button.hidden = where === "gone";
      button.dataset.direction = where === "here" ? "out" : "in";
      button.querySelector("span").textContent = where === "here" ? texts.leave : texts.come;
    }
    const numbers = root.querySelectorAll(".stats .stat b");
    [count.here, count.gone, count.away].forEach((value, i) => { numbers[i].textContent = value; });
    const ending = find("ending");
    ending.hidden = !(count.here && now() > sheet.ends - 45 * 60000);
    ending.querySelector(".h").textContent = say("still_here", { n: count.here });
    showStatus(waiting);
    showQueue(waiting);
  }

  function showStatus(waiting) {
    const n = waiting.length, worry = offline || n > 0;
    const name = sending ? "sending" : offline ? (n ? "offline_waiting" : "offline") : n ? "waiting" : last ? "sent_at" : "sent";
    find("calm").hidden = worry;
    find("worry").hidden = !worry;
    const words = say(name, { n, time: clock(last) }), span = find(worry ? "worry" : "calm").querySelector("span");
    if (span.textContent !== words) span.textContent = words;
    find("send").hidden = !n || sending;
    find("problem").hidden = !problem;
    find("problem").querySelector(".h").textContent = problem;
    find("sign-in").hidden = problem !== texts.signed_out;
  }

  function row(name, role, extra) {
    const li = document.createElement("li"), div = document.createElement("div"), b = document.createElement("b");
    const small = document.createElement("small");
    li.className = "person";
    b.textContent = name;
    small.textContent = role;
    div.append(b, small);
    li.append(div);
    if (extra) li.append(extra);
    return li;
  }
  const titled = (scan) => (person(scan) || { name: say("unknown", { code: scan.code }) }).name;

  function showQueue(waiting) {
    find("waiting").hidden = !waiting.length;
    find("queue").replaceChildren(...waiting.map((scan) => {
      const button = document.createElement("button");
      button.className = "btn plain small";
      button.type = "button";
      button.textContent = texts.remove;
      button.setAttribute("aria-label", `${texts.remove}: ${titled(scan)}`);
      button.onclick = () => { store.drop(SCAN + scan.id); show(); };
      const what = scan.direction === "in" ? texts.come : texts.leave;
      return row(titled(scan), `${what} ${clock(scan.at + known.ahead)} · ${scan.code ? texts.ticket : texts.tapped}`, button);
    }));
  }

  // Recording.
  function record(scan) {
    const made = { id: newId(), at: Date.now(), ...scan };
    if (!store.set(SCAN + made.id, made)) {
      problem = texts.full;
      show();
      return false;
    }
    show();
    send();
    return true;
  }
  function announce(name, values) { find("said").textContent = say(name, values); }

  let justNow = "";
  function ticket(text) {
    const read = /^\s*(\d{1,4})\s*[-\s]?\s*((?:[0-9A-Za-z][\s-]*){8})$/.exec(text);
    if (!read) { announce("no_ticket"); return false; }
    const number = Number(read[1]), who = person({ number });
    if (!who) { announce("no_seat", { seat: number }); return false; }
    const code = `${number}-${read[2].replace(/[\s-]/g, "").toUpperCase()}`, told = { name: who.name, seat: number };
    if (justNow === code + towards) { announce("twice", told); return true; }
    if (!record({ method: "ticket", direction: towards, code, number })) return false;
    justNow = code + towards;
    announce("kept", told);
    if (navigator.vibrate) navigator.vibrate(80);
    return true;
  }

  // Sending. A scan leaves this phone only when the server has answered for its id.
  async function send() {
    const batch = queued().slice(0, AT_ONCE);
    if (sending || !batch.length) return;
    sending = true;
    show();
    let more = false;
    try {
      const answer = await fetch(sheet.send, {
        method: "POST", credentials: "same-origin", redirect: "follow",
        headers: { "Content-Type": "application/json", "X-CSRFToken": (/csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || "" },
        body: JSON.stringify({ device, now: Date.now(), scans: batch }),
      });
      offline = false;
      const plain = (answer.headers.get("content-type") || "").includes("json");
      if (plain && answer.ok) {
        settle(await answer.json());
        more = queued().length > 0;
      } else if (plain) problem = (await answer.json()).error;
      else problem = answer.status >= 500 ? texts.busy : texts.signed_out;
    } catch {
      offline = true;
    }
    sending = false;
    show();
    if (more) send();
  }

  function settle(told) {
    for (const each of told.answers) {
      const scan = store.get(SCAN + each.id);
      store.drop(SCAN + each.id);
      if (!each.refused || !scan) continue;
      find("refused").hidden = false;
      find("refused-list").prepend(row(titled(scan), each.text));
    }
    problem = "";
    last = told.now;
    learn({ now: told.now, ahead: told.now - Date.now(), people: told.people });
  }

  // The code that changes.
  let shown = "";
  function board() {
    const window = Math.floor(now() / 1000 / sheet.width), at = (window - sheet.first) * 8;
    const code = at >= 0 ? sheet.codes[towards].slice(at, at + 8) : "";
    const left = sheet.width - (Math.floor(now() / 1000) % sheet.width);
    find("countdown").textContent = code ? say("code_changes", { n: left }) : "";
    if (shown === code + towards) return;
    shown = code + towards;
    find("code").textContent = code ? `${code.slice(0, 4)}-${code.slice(4)}` : texts.no_code;
    const picture = code && QR.draw(sheet.address + code, texts.qr);
    find("board").replaceChildren(...(picture ? [picture] : []));
  }

  // The camera, where the browser reads codes by itself; else codes are typed.
  async function look() {
    const video = find("video"), detector = new BarcodeDetector({ formats: ["qr_code"] });
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.hidden = false;
      find("camera").hidden = true;
      await video.play();
    } catch { announce("no_camera"); return; }
    const stop = () => {
      video.srcObject.getTracks().forEach((track) => track.stop());
      video.hidden = true;
      find("camera").hidden = false;
    };
    const turn = async () => {
      if (video.closest("[hidden]") || document.hidden) { stop(); return; }
      const [seen] = await detector.detect(video).catch(() => []);
      if (seen) ticket(seen.rawValue);
      setTimeout(turn, 400);
    };
    turn();
  }

  // Hands.
  root.addEventListener("click", (event) => {
    const tap = event.target.closest("[data-tap]"), out = event.target.closest("[data-all-out]");
    const link = event.target.closest("[data-modes] a, [data-directions] a");
    if (tap) {
      event.preventDefault();
      record({ method: "name", direction: tap.dataset.direction, seat: tap.dataset.tap });
    } else if (out) {
      event.preventDefault();
      const when = Math.min(now(), sheet.ends) - known.ahead;
      for (const [id, state] of states()) {
        if (state.in != null && state.out == null) record({ method: "name", direction: "out", seat: id, at: when });
      }
    } else if (link) {
      event.preventDefault();
      turnTo(new URL(link.href).searchParams);
      history.replaceState(null, "", link.href);
    }
  });
  function turnTo(wanted) {
    const way = wanted.get("arah"), mode = wanted.get("cara");
    if (way) towards = way === "pulang" ? "out" : "in";
    all("panel").forEach((panel) => { panel.hidden = panel.dataset.panel !== (mode || "nama"); });
    mark("[data-modes] a", "cara", mode || "nama");
    mark("[data-directions] a", "arah", towards === "out" ? "pulang" : "datang");
    root.querySelector("[name=arah]").value = towards === "out" ? "pulang" : "datang";
    find("said").textContent = "";
    board();
  }
  function mark(links, name, value) {
    root.querySelectorAll(links).forEach((link) => {
      if (new URL(link.href).searchParams.get(name) === value) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }
  find("typed").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.kode;
    if (ticket(field.value)) field.value = "";
    field.focus();
  });
  find("send").addEventListener("click", send);
  if ("BarcodeDetector" in globalThis && navigator.mediaDevices) {
    find("camera").hidden = false;
    find("camera").addEventListener("click", look);
  }
  addEventListener("online", () => { offline = false; show(); send(); });
  addEventListener("offline", () => { offline = true; show(); });
  addEventListener("storage", (event) => { if (!event.key || event.key.startsWith(MINE)) show(); });
  addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(board, 1000);
  setInterval(() => { show(); send(); }, 30000);
  if (navigator.serviceWorker) navigator.serviceWorker.register("/pelatih/pekerja.js", { scope: "/pelatih/" }).catch(() => {});
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  turnTo(new URLSearchParams(location.search));
  show();
  send();
})();
