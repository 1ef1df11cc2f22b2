// A test paper: answers are sent as they are given, and kept on this device while there is no network.
(() => {
  const d = document, done = d.querySelector("[data-paper-done]"), form = d.querySelector("form[data-paper]");
  const shelf = { get: (k) => { try { return JSON.parse(localStorage.getItem(k)); } catch { return null; } },
    put: (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)); } catch { /* full or forbidden: the network is left */ } },
    drop: (k) => { try { localStorage.removeItem(k); } catch { /* nothing was kept */ } } };
  if (done) shelf.drop("paper:" + done.dataset.paperDone);
  if (!form) return;
  const key = "paper:" + form.dataset.paper, box = d.querySelector("[data-left]"), word = box.querySelector("[data-kept]");
  let unsent = new Set(), flying = new Set(), busy = false, timer = 0, ended = false;

  const group = (id) => form.querySelector(`[data-question="${id}"]`);
  const fields = (id) => [...group(id).querySelectorAll("input:not([type=hidden])")];
  const read = (id) => fields(id).filter((f) => f.type === "text" ? f.value : f.checked).map((f) => f.value);
  const write = (id, values) => fields(id).forEach((f) => {
    if (f.type === "text") f.value = values[0] || ""; else f.checked = values.includes(f.value);
  });
  const say = (text) => { if (word.textContent !== text) word.textContent = text; };
  const keep = () => {
    const ids = [...new Set([...unsent, ...flying])];
    ids.length ? shelf.put(key, Object.fromEntries(ids.map((id) => [id, read(id)]))) : shelf.drop(key);
  };
  const soon = (ms) => { clearTimeout(timer); timer = setTimeout(send, ms); };

  async function send() {
    if (busy || !unsent.size || ended) return;
    const body = new FormData();
    [flying, unsent, busy] = [unsent, new Set(), true];
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("do", "simpan");
    for (const id of flying) {
      body.append("soal", id);
      read(id).forEach((value) => body.append("j-" + id, value));
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status === 409) { ended = true; shelf.drop(key); location.reload(); return; }
      if (!answer.ok) throw new Error(answer.status);
      flying = new Set();
      keep();
      if (!unsent.size) say(word.dataset.kept);
    } catch {
      flying.forEach((id) => unsent.add(id));
      flying = new Set();
      keep();
      say(word.dataset.waits);
      soon(4000);
    }
    busy = false;
    if (unsent.size && navigator.onLine) soon(600);
  }

  // What could not be sent before this page was opened again.
  for (const [id, values] of Object.entries(shelf.get(key) || {})) {
    if (group(id)) { write(id, values); unsent.add(id); }
  }
  send();

  form.addEventListener("input", (e) => {
    const part = e.target.closest("[data-question]");
    if (!part) return;
    unsent.add(part.dataset.question);
    keep();
    soon(600);
  });
  addEventListener("online", () => soon(0));
  form.addEventListener("submit", (e) => {
    if (navigator.onLine) return;
    e.preventDefault();
    say(word.dataset.waits);
  });

  // The clock counts from what the server said was left, whatever this device's own clock shows.
  const end = performance.now() + box.dataset.left * 1000, face = box.querySelector("[data-ticks]");
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    face.textContent = "· " + box.dataset.says.replace("{m}", Math.floor(left / 60)).replace("{s}", String(left % 60).padStart(2, "0"));
    if (left || ended || !navigator.onLine) return;
    ended = true;
    clearInterval(ticking);
    const last = d.createElement("input");
    Object.assign(last, { type: "hidden", name: "habis", value: "1" });
    form.append(last);
    form.requestSubmit(form.querySelector("[value=kumpulkan]"));
  };
  const ticking = setInterval(tick, 1000);
  tick();
})();
