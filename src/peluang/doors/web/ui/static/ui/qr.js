// QR codes on the phone itself, so that they go on changing without a network. Capital letters, digits and " $%*+-./:"
// (ISO/IEC 18004 alphanumeric mode), error correction M, versions 1 to 6: up to 154 characters.
// QR.make(text) → {size, mask, version, rows: [[0|1]]} or null when the text does not fit; QR.draw(text) → an <svg>.
globalThis.QR = (() => {
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  // For each version: data codewords, blocks, error correction codewords of a block.
  const PLANS = [[16, 1, 10], [28, 1, 16], [44, 1, 26], [64, 2, 18], [86, 2, 24], [108, 4, 16]];
  const MASKS = [
    (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (r, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0,
    (r, c) => ((r >> 1) + Math.floor(c / 3)) % 2 === 0, (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
    (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
  ];
  const EXP = [], LOG = [];
  for (let i = 0, x = 1; i < 255; i++, x = (x << 1) ^ (x & 128 ? 0x11d : 0)) { EXP[i] = x; LOG[x] = i; }
  const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

  function codewords(text, room) {
    const bits = [];
    const put = (value, length) => { for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1); };
    put(2, 4);
    put(text.length, 9);
    for (let i = 0; i < text.length; i += 2) {
      const first = LETTERS.indexOf(text[i]);
      if (i + 1 < text.length) put(first * 45 + LETTERS.indexOf(text[i + 1]), 11);
      else put(first, 6);
    }
    if (bits.length > room * 8) return null;
    put(0, Math.min(4, room * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    const bytes = [];
    for (let i = 0; i < bits.length; i += 8) bytes.push(parseInt(bits.slice(i, i + 8).join(""), 2));
    for (let pad = 0xec; bytes.length < room; pad ^= 0xec ^ 0x11) bytes.push(pad);
    return bytes;
  }

  // The remainder of the data, as a polynomial, by (x - 1)(x - 2)(x - 4)…
  function correction(data, count) {
    let divisor = [1];
    for (let i = 0; i < count; i++) {
      const next = [...divisor, 0];
      divisor.forEach((each, n) => { next[n + 1] ^= times(each, EXP[i]); });
      divisor = next;
    }
    const rest = [...data, ...Array(count).fill(0)];
    for (let i = 0; i < data.length; i++) {
      const lead = rest[i];
      if (lead) divisor.forEach((each, n) => { rest[i + n] ^= times(each, lead); });
    }
    return rest.slice(data.length);
  }

  // All blocks' first bytes, then all second ones, …; error correction after the data.
  function interleaved(data, blocks, count) {
    const size = data.length / blocks, parts = [];
    for (let i = 0; i < blocks; i++) parts.push(data.slice(i * size, (i + 1) * size));
    const checks = parts.map((part) => correction(part, count));
    const all = [];
    for (let i = 0; i < size; i++) parts.forEach((part) => all.push(part[i]));
    for (let i = 0; i < count; i++) checks.forEach((check) => all.push(check[i]));
    return all;
  }

  // Finders, timing, alignment; null where data will stand. Places of the format are taken too.
  function frame(version) {
    const size = 17 + 4 * version, rows = Array.from({ length: size }, () => Array(size).fill(null));
    const square = (r, c, radius, dark) => {
      for (let i = -radius; i <= radius; i++) for (let j = -radius; j <= radius; j++) {
        if (rows[r + i] && rows[r + i][c + j] !== undefined) rows[r + i][c + j] = dark(Math.max(Math.abs(i), Math.abs(j)));
      }
    };
    for (let i = 0; i < 9; i++) {
      rows[8][i] = rows[i][8] = 0;
      if (i < 8) rows[8][size - 1 - i] = rows[size - 1 - i][8] = 0;
    }
    for (const [r, c] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(r, c, 4, (d) => +(d !== 2 && d !== 4));
    for (let i = 8; i < size - 8; i++) rows[6][i] = rows[i][6] = 1 - (i % 2);
    if (version > 1) square(size - 7, size - 7, 2, (d) => +(d !== 1));
    return rows;
  }

  // From the lower right corner, two columns at a time, up and down.
  function fill(rows, bytes) {
    const size = rows.length, places = [];
    for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
      if (right === 6) right = 5;
      for (let i = 0; i < size; i++) {
        const r = up ? size - 1 - i : i;
        for (const c of [right, right - 1]) if (rows[r][c] === null) places.push([r, c]);
      }
    }
    places.forEach(([r, c], i) => { rows[r][c] = i >> 3 < bytes.length ? (bytes[i >> 3] >> (7 - (i & 7))) & 1 : 0; });
    return places;
  }

  function masked(rows, places, mask) {
    const made = rows.map((row) => [...row]), size = made.length;
    for (const [r, c] of places) if (MASKS[mask](r, c)) made[r][c] ^= 1;
    let format = mask << 10; // level M is 00
    for (let i = 14; i >= 10; i--) if ((format >> i) & 1) format ^= 0x537 << (i - 10);
    format = ((mask << 10) | format) ^ 0x5412;
    for (let i = 0; i < 15; i++) {
      const bit = (format >> i) & 1;
      made[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
      made[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
    }
    made[size - 8][8] = 1;
    return made;
  }

  // How hard it is to read: long runs, blocks, what looks like a finder, too dark or too light.
  function penalty(rows) {
    const size = rows.length;
    let total = 0, dark = 0;
    const lines = [...rows, ...rows.map((_, c) => rows.map((row) => row[c]))];
    for (const line of lines) {
      const text = line.join("");
      for (const run of text.match(/0{5,}|1{5,}/g) || []) total += run.length - 2;
      for (let i = 0; i + 11 <= size; i++) {
        const part = text.slice(i, i + 11);
        if (part === "10111010000" || part === "00001011101") total += 40;
      }
    }
    rows.forEach((row, r) => row.forEach((each, c) => {
      dark += each;
      if (r && c && each === row[c - 1] && each === rows[r - 1][c] && each === rows[r - 1][c - 1]) total += 3;
    }));
    return total + 10 * Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5);
  }

  function make(text) {
    if ([...text].some((each) => !LETTERS.includes(each))) return null;
    for (let version = 1; version <= PLANS.length; version++) {
      const [room, blocks, count] = PLANS[version - 1];
      const data = codewords(text, room);
      if (!data) continue;
      const rows = frame(version), places = fill(rows, interleaved(data, blocks, count));
      const tried = MASKS.map((_, mask) => masked(rows, places, mask)), worth = tried.map(penalty);
      const mask = worth.indexOf(Math.min(...worth));
      return { size: rows.length, version, mask, rows: tried[mask] };
    }
    return null;
  }

  // Dark on white in every colour scheme, with the quiet zone of four modules.
  function draw(text, label) {
    const made = make(text);
    if (!made) return null;
    const NS = "http://www.w3.org/2000/svg", svg = document.createElementNS(NS, "svg"), side = made.size + 8;
    const set = (node, values) => { for (const name in values) node.setAttribute(name, values[name]); return node; };
    set(svg, { viewBox: `0 0 ${side} ${side}`, width: 320, role: "img", "aria-label": label || "QR" });
    let path = "";
    made.rows.forEach((row, r) => row.forEach((dark, c) => { if (dark) path += `M${c + 4} ${r + 4}h1v1h-1z`; }));
    svg.append(
      set(document.createElementNS(NS, "path"), { d: `M0 0h${side}v${side}H0z`, fill: "#fff" }),
      set(document.createElementNS(NS, "path"), { d: path, fill: "#000", "shape-rendering": "crispEdges" }),
    );
    return svg;
  }

  return { make, draw };
})();
