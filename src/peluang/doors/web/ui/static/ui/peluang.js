// Small comforts. Every page works without this file; nothing here holds a rule.
(() => {
  const d = document, all = (s, f) => d.querySelectorAll(s).forEach(f);
  d.documentElement.classList.add("js");

  // Copy, and say so where the button's text was.
  d.addEventListener("click", async (e) => {
    const b = e.target.closest("[data-copy]");
    if (b) {
      await navigator.clipboard.writeText(b.dataset.copy);
      const s = b.querySelector("span"), was = s.textContent;
      s.textContent = b.dataset.done;
      setTimeout(() => (s.textContent = was), 2500);
    }
    // An open menu closes when one taps elsewhere.
    all("details.menu[open]", (m) => m.contains(e.target) || (m.open = false));
    const shut = e.target.closest("[data-shut]");
    if (shut) shut.closest(".notice").remove();
  });
  d.addEventListener("keydown", (e) => {
    if (e.key === "Escape") all("details.menu[open]", (m) => { m.open = false; m.querySelector("summary").focus(); });
  });

  // A form is sent once. Coming back with the back button frees it again.
  d.addEventListener("submit", (e) => {
    const f = e.target;
    if (f.method !== "post" || e.defaultPrevented) return;
    if (f.dataset.sent) e.preventDefault();
    f.dataset.sent = 1;
    setTimeout(() => f.querySelectorAll("[type=submit]").forEach((b) => (b.disabled = true)));
  });
  addEventListener("pageshow", (e) => e.persisted && all("form[data-sent]", (f) => {
    delete f.dataset.sent;
    f.querySelectorAll("[type=submit]").forEach((b) => (b.disabled = false));
  }));

  // How many letters are left.
  all("textarea[data-count]", (t) => {
    const p = d.createElement("p");
    p.className = "hint num";
    t.after(p);
    const show = () => {
      const left = t.maxLength - t.value.length;
      p.textContent = t.dataset.count.replace("{n}", left);
      p.ariaLive = left < 30 ? "polite" : "off";
    };
    t.addEventListener("input", show);
    show();
  });

  const first = d.querySelector("[data-focus]");
  if (first) first.focus();
})();
