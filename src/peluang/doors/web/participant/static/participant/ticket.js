// One's own code goes on changing without a network: the codes of today came with the page. A wrong clock of this phone
// is measured once, when the page comes.
(() => {
  const root = document.getElementById("karcis");
  if (!root) return;
  const sheet = JSON.parse(root.dataset.sheet), ahead = sheet.now - Date.now();
  const picture = root.querySelector("[data-picture]"), words = root.querySelector("[data-ticket]");
  const show = () => {
    const at = (Math.floor((Date.now() + ahead) / 1000 / sheet.width) - sheet.first) * 8;
    const code = at >= 0 ? sheet.codes.slice(at, at + 8) : "", ticket = code ? `${sheet.seat}-${code}` : "";
    if (words.textContent === ticket) return;
    words.textContent = ticket;
    const drawn = ticket && QR.draw(ticket, sheet.label);
    picture.replaceChildren(...(drawn ? [drawn] : []));
  };
  show();
  setInterval(show, 1000);
})();
