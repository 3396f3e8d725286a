"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const data = JSON.parse(by("data").textContent);
  const count = data.severity.length;
  const bench = by("bench"), table = by("pairs"), box = by("pairs-box"), card = by("card");
  const picture = by("network"), trend = by("trend");
  const heads = [...table.tHead.querySelectorAll("th")];
  const rows = [...table.tBodies];
  const marks = data.severity.map((_, i) => by("t" + i));
  const nodes = data.nodes.map((_, i) => by("n" + i));
  const SIGNS = ["good", "warn", "bad", "broken"];
  const NONE = data.scale.length - 1;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const at = (key) => heads.findIndex((head) => head.dataset.key === key);

  // --- theme ---------------------------------------------------------------------------------

  const theme = by("theme");
  theme.addEventListener("change", () => {
    if (theme.value) root.dataset.theme = theme.value;
    else delete root.dataset.theme;
  });

  // --- which pairs are shown -----------------------------------------------------------------

  const search = by("filter"), runs = by("run");
  const toggles = [...document.querySelectorAll("[data-severity]")];
  const wanted = [true, true, true, true];
  const visible = new Array(count).fill(true);
  let texts = null;

  function applyFilter() {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = rows.map((row) => row.textContent.toLocaleLowerCase());
    const run = runs.value === "" ? -1 : Number(runs.value);
    let shown = 0;
    for (let i = 0; i < count; i++) {
      const inRun = run < 0 || data.run[i] === run;
      visible[i] = wanted[data.severity[i]] && inRun && words.every((word) => texts[i].includes(word));
      shown += visible[i];
      if (marks[i]) marks[i].classList.toggle("off", !visible[i]);
    }
    for (const series of document.querySelectorAll(".series"))
      series.toggleAttribute("hidden", run >= 0 && Number(series.dataset.run) !== run);
    nodes.forEach((node, i) => {
      const pairs = data.nodes[i].pairs;
      if (node) node.classList.toggle("off", shown < count && !pairs.some((pair) => visible[pair]));
    });
    root.classList.toggle("elsewhere", run >= 0 && data.first >= 0 && data.run[data.first] !== run);
    by("shown").textContent = shown < count ? fill(data.words.shown, {shown, pairs: count}) : "";
    by("none").hidden = shown > 0;
    colourNodes();
    list();
    updateReset();
  }

  search.addEventListener("input", applyFilter);
  runs.addEventListener("change", applyFilter);
  for (const toggle of toggles)
    toggle.addEventListener("click", () => {
      const severity = Number(toggle.dataset.severity);
      wanted[severity] = !wanted[severity];
      toggle.setAttribute("aria-pressed", String(wanted[severity]));
      applyFilter();
    });

  // --- the rows in the page: all of them, or of thousands those in sight -----------------------

  const MOST = 500, AROUND = 150;
  let order = data.severity.map((_, i) => i);
  let listed = order, first = 0, last = 0, tall = 28;
  const spacers = [0, 1].map(() => {
    const spacer = document.createElement("tbody");
    spacer.append(document.createElement("tr"));
    return spacer;
  });

  function list() {
    listed = order.filter((i) => visible[i]);
    put(0, listed.length > MOST ? 2 * AROUND : listed.length);
  }

  function put(from, to) {
    first = Math.max(from, 0);
    last = Math.min(to, listed.length);
    for (const body of [...table.tBodies]) body.remove();
    const part = document.createDocumentFragment();
    for (const i of listed.slice(first, last)) {
      part.append(rows[i]);
      paintCell(i);
    }
    const [above, below] = spacers;
    above.firstChild.style.height = first * tall + "px";
    below.firstChild.style.height = (listed.length - last) * tall + "px";
    if (first > 0) part.prepend(above);
    if (last < listed.length) part.append(below);
    table.append(part);
  }

  function putAround(place) {
    const from = Math.max(Math.min(place - AROUND, listed.length - 2 * AROUND), 0);
    put(from, from + 2 * AROUND);
  }

  // Before the rows in the page end, others take their turn; the one at the top stays where it is.
  box.addEventListener("scroll", () => {
    if (last - first >= listed.length) return;
    const head = table.tHead.offsetHeight, near = box.clientHeight / 2;
    const top = box.scrollTop, bottom = top + box.clientHeight;
    const part = listed.slice(first, last);
    const begin = rows[part[0]], end = rows[part[part.length - 1]];
    const above = first === 0 || begin.offsetTop <= top + head - near;
    const below = last === listed.length || end.offsetTop + end.offsetHeight >= bottom + near;
    if (above && below) return;
    const seen = part.find((i) => rows[i].offsetTop + rows[i].offsetHeight > top + head);
    if (seen === undefined || rows[seen].offsetTop >= bottom) {
      const place = Math.min(Math.floor(top / tall), listed.length - 1);
      putAround(place);
      return;
    }
    const shift = rows[seen].offsetTop - top;
    putAround(first + part.indexOf(seen));
    box.scrollTop = rows[seen].offsetTop - shift;
  });
  addEventListener("beforeprint", () => put(0, listed.length));
  addEventListener("afterprint", list);

  // --- sorting -------------------------------------------------------------------------------

  const natural = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"});

  function sortKey(key) {
    if (key === "index") return data.severity.map((_, i) => i);
    if (key === "severity" || key === "run" || key === "elements") return data[key];
    if (data.metrics[key]) return data.metrics[key].map((v) => (v === null ? null : Number(v)));
    const column = at(key);
    return rows.map((row) => row.rows[0].cells[column].textContent);
  }

  function sortBy(key, ascending) {
    const values = sortKey(key);
    const way = ascending ? 1 : -1;
    const compare = (a, b) => {
      const x = values[a], y = values[b];
      // What has no number stands at the end, whichever way.
      if (x === null || y === null) return (x === null) - (y === null) || a - b;
      const side = typeof x === "string" ? natural.compare(x, y) : x < y ? -1 : x > y ? 1 : 0;
      return way * side || a - b;
    };
    order = data.severity.map((_, i) => i).sort(compare);
    for (const head of heads)
      if (head.dataset.key === key) head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    list();
    box.scrollTop = 0;
    updateReset();
  }

  // The first click brings the worst to the top.
  const worstFirst = (key) =>
    key !== "severity" && !(data.colourings[key] && !data.colourings[key].ascending);
  for (const head of heads)
    head.firstElementChild.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sortBy(head.dataset.key, now ? now === "descending" : worstFirst(head.dataset.key));
    });

  function updateReset() {
    const sorted = heads.some((head) => head.hasAttribute("aria-sort") && head.dataset.key !== "index");
    const filtered = search.value !== "" || wanted.includes(false) || (runs.value !== "" && runs.value !== "-1");
    by("reset").disabled = !(sorted || filtered);
  }
  by("reset").addEventListener("click", () => {
    search.value = "";
    if (runs.options.length) runs.value = "-1";
    wanted.fill(true);
    for (const toggle of toggles) toggle.setAttribute("aria-pressed", "true");
    sortBy("index", true);
    for (const head of heads) head.removeAttribute("aria-sort");
    applyFilter();
  });

  // --- colours -------------------------------------------------------------------------------

  const choice = by("by");

  function paint(element, step) {
    const [light, onLight, dark, onDark] = data.scale[step === null ? NONE : step];
    element.classList.toggle("none", step === null);
    element.style.setProperty("--step", `var(--light,${light}) var(--dark,${dark})`);
    element.style.setProperty("--on-step", `var(--light,${onLight}) var(--dark,${onDark})`);
  }

  // Cells are painted as they come into the page.
  function paintCell(i) {
    const key = choice.value, colouring = data.colourings[key];
    const row = rows[i].rows[0];
    if (row.dataset.by === key) return;
    row.dataset.by = key;
    const before = row.querySelector(".painted");
    if (before) before.classList.remove("painted");
    if (!colouring) return;
    const cell = row.cells[at(key)];
    cell.classList.add("painted");
    paint(cell, colouring.steps[i]);
  }

  function colourNodes() {
    const colouring = data.colourings[choice.value];
    nodes.forEach((node, i) => {
      const pairs = data.nodes[i].pairs;
      if (!node || !pairs.length) return;
      // With a filter the box says what is left of it.
      const left = pairs.filter((pair) => visible[pair]);
      const judged = left.length ? left : pairs;
      const worst = Math.max(...judged.map((pair) => data.severity[pair]));
      SIGNS.forEach((sign, rank) => node.classList.toggle("s-" + sign, rank === worst));
      node.classList.remove("none");
      if (!colouring) return;
      const steps = judged.map((pair) => colouring.steps[pair]).filter((step) => step !== null);
      paint(node, steps.length ? Math.max(...steps) : null);
    });
  }

  function colourBy() {
    const key = choice.value, colouring = data.colourings[key];
    root.classList.toggle("scaled", Boolean(colouring));
    for (const legend of document.querySelectorAll(".legend"))
      legend.hidden = legend.dataset.by !== key;
    if (colouring)
      marks.forEach((mark, i) => mark && paint(mark, colouring.steps[i]));
    for (const i of listed.slice(first, last)) paintCell(i);
    colourNodes();
  }
  choice.addEventListener("change", colourBy);

  // --- one pair, seen everywhere ---------------------------------------------------------------

  let chosen = -1, hot = [];

  function faces(i) {
    return [rows[i], marks[i], nodes[data.node[i]]].filter(Boolean);
  }

  function choose(i, from) {
    if (chosen >= 0) for (const face of faces(chosen)) face.classList.remove("chosen");
    if (chosen >= 0) rows[chosen].removeAttribute("aria-current");
    chosen = i;
    if (i < 0) return;
    for (const face of faces(i)) face.classList.add("chosen");
    rows[i].setAttribute("aria-current", "true");
    try {
      history.replaceState(null, "", "#p" + i);
    } catch {
      // Some viewers keep a page from naming a place in it.
    }
    if (from !== "table") showRow(i);
    if (from !== "network" && nodes[data.node[i]]) showNode(nodes[data.node[i]]);
    if (from !== "trend" && marks[i]) showMark(i);
  }

  function showRow(i) {
    const place = listed.indexOf(i);
    if (place < 0) return;
    if (place < first || place >= last) putAround(place);
    const head = table.tHead.offsetHeight;
    const top = rows[i].offsetTop, bottom = top + rows[i].offsetHeight;
    if (top < box.scrollTop + head || bottom > box.scrollTop + box.clientHeight)
      box.scrollTop = top - head - (box.clientHeight - head) / 3;
  }

  function showMark(i) {
    const scroll = trend.closest(".scroll");
    const x = ((data.column[i] + 0.5) / data.columns) * trend.clientWidth;
    if (x < scroll.scrollLeft || x > scroll.scrollLeft + scroll.clientWidth)
      scroll.scrollLeft = x - scroll.clientWidth / 2;
  }

  function heat(pairs) {
    for (const face of hot) face.classList.remove("hot");
    hot = pairs.flatMap(faces);
    for (const face of hot) face.classList.add("hot");
  }

  const placeOf = (element) => {
    const body = element.closest("tbody.pair");
    return body ? Number(body.id.slice(1)) : -1;
  };

  table.addEventListener("click", (event) => {
    const pair = placeOf(event.target);
    if (pair < 0) return;
    event.preventDefault();
    choose(pair, "table");
  });
  table.addEventListener("pointerover", (event) => {
    const pair = placeOf(event.target);
    heat(pair < 0 ? [] : [pair]);
  });
  table.addEventListener("pointerleave", () => heat([]));
  box.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || event.target.closest("thead")) return;
    event.preventDefault();
    const focused = placeOf(event.target);
    const here = listed.indexOf(focused < 0 ? chosen : focused);
    const next = listed[Math.min(Math.max(here + step, 0), listed.length - 1)];
    if (next === undefined) return;
    choose(next, "keys");
    rows[next].querySelector("th a").focus({preventScroll: true});
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#p"]');
    if (!link || table.contains(link)) return;
    event.preventDefault();
    choose(Number(link.getAttribute("href").slice(2)), "link");
    bench.scrollIntoView({block: "start"});
  });

  // --- the card under the pointer --------------------------------------------------------------

  function add(parent, name, text, kind) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  }

  const titleOf = (i) => rows[i].querySelector("th a").textContent;
  const CARD = ["cosine_similarity", "max_absolute_error", "relative_euclidean_distance", "sqnr_db"];

  function addPair(i) {
    const row = rows[i].rows[0];
    const head = add(card, "div");
    add(head, "span", row.cells[0].textContent, "pairstate s-" + SIGNS[data.severity[i]]);
    add(head, "span", " · " + titleOf(i));
    if (runs.options.length) add(head, "small", " · " + fill(data.words.run, {run: data.run[i] + 1}));
    const numbers = add(card, "table");
    const keys = CARD.includes(choice.value) || !data.colourings[choice.value] ? CARD : [...CARD, choice.value];
    for (const key of keys) {
      const line = add(numbers, "tr");
      add(line, "td", data.colourings[key].title);
      add(line, "td", row.cells[at(key)].textContent);
    }
    for (const note of rows[i].querySelectorAll(".notes p")) add(card, "p", note.textContent);
  }

  function showCard(event, title, about, layers, pairs, lost) {
    card.replaceChildren();
    if (title) add(card, "b", title);
    if (about) add(card, "div", about);
    for (const layer of layers.slice(0, 8)) add(add(card, "div"), "small", "+ " + layer);
    const most = 4;
    pairs.slice(0, most).forEach((pair, at) => {
      if (title || at) add(card, "hr");
      addPair(pair);
    });
    if (pairs.length > most) add(card, "div", fill(data.words.more, {count: pairs.length - most}));
    if (!pairs.length && !lost.length) add(add(card, "div"), "small", data.words.no_data);
    for (const sentence of lost.slice(0, most)) add(card, "p", sentence);
    card.hidden = false;
    moveCard(event);
  }

  function moveCard(event) {
    const gap = 16, room = card.getBoundingClientRect();
    const right = event.clientX + gap + room.width <= innerWidth;
    const below = event.clientY + gap + room.height <= innerHeight;
    card.style.left = Math.max(right ? event.clientX + gap : event.clientX - gap - room.width, 4) + "px";
    card.style.top = Math.max(below ? event.clientY + gap : event.clientY - gap - room.height, 4) + "px";
  }

  function hideCard() {
    card.hidden = true;
    heat([]);
  }

  // --- trend -----------------------------------------------------------------------------------

  if (trend) {
    const inColumn = Array.from({length: data.columns}, () => []);
    data.column.forEach((column, i) => inColumn[column].push(i));
    const pointed = (event) => {
      const bounds = trend.getBoundingClientRect();
      const column = Math.floor(((event.clientX - bounds.left) / bounds.width) * data.columns);
      const near = (inColumn[Math.min(Math.max(column, 0), data.columns - 1)] || []).filter((i) => visible[i]);
      const down = (i) => {
        const mark = marks[i].getBoundingClientRect();
        return Math.abs(mark.top + mark.height / 2 - event.clientY);
      };
      return near.sort((a, b) => down(a) - down(b));
    };
    const box = trend.closest(".field");
    box.addEventListener("pointermove", (event) => {
      const pairs = pointed(event);
      heat(pairs);
      if (pairs.length) showCard(event, "", "", [], pairs, []);
      else card.hidden = true;
    });
    box.addEventListener("pointerleave", hideCard);
    trend.addEventListener("click", (event) => {
      const pairs = pointed(event);
      if (pairs.length) choose(pairs[0], "trend");
    });
    let wide = 1;
    for (const button of document.querySelectorAll("[data-trend]"))
      button.addEventListener("click", () => {
        const scroll = trend.closest(".scroll");
        const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
        wide = Math.min(Math.max(wide * Number(button.dataset.trend), 1), 64);
        box.style.width = box.nextElementSibling.style.width = wide * 100 + "%";
        scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
      });
  }

  // --- topology --------------------------------------------------------------------------------

  let showNode = () => {}, redraw = null;
  function boxOf(node) {
    const rect = node.firstElementChild;
    const sides = [rect.getAttribute("width"), rect.getAttribute("height")];
    return [...node.getAttribute("transform").match(/-?[\d.]+/g), ...sides].map(Number);
  }
  if (picture) {
    const whole = picture.getAttribute("viewBox").split(" ").map(Number);
    let view = [...whole], waiting = false;

    const scale = () => Math.min(picture.clientWidth / view[2], picture.clientHeight / view[3]);
    // Of a large network only what is in sight is in the picture: the browser would lay out the
    // text of every box at each step of the wheel.
    const CROWD = 400, READABLE = 0.42, NEAR = 0.8;
    const places = nodes.map((node) => node && boxOf(node));
    const drawn = nodes.map(() => true);
    const cull = (all) =>
      nodes.forEach((node, i) => {
        if (!node) return;
        const [x, y, wide, tall] = places[i];
        const seen = all || (x < view[0] + view[2] && x + wide > view[0] && y - 14 < view[1] + view[3] && y + tall > view[1]);
        if (seen !== drawn[i]) node.style.display = (drawn[i] = seen) ? "" : "none";
      });
    const draw = () => {
      waiting = false;
      picture.classList.toggle("afar", scale() < READABLE);
      if (nodes.length > CROWD) {
        square();
        cull(false);
      }
      picture.setAttribute("viewBox", view.map((x) => x.toFixed(2)).join(" "));
    };
    const look = (next) => {
      view = next;
      if (!waiting) requestAnimationFrame(draw);
      waiting = true;
    };
    const zoomAt = (factor, share) => {
      const wide = Math.max(picture.clientWidth, 1), tall = Math.max(picture.clientHeight, 1);
      const most = Math.min(wide / whole[2], tall / whole[3], 1);
      const now = scale(), then = Math.min(Math.max(now * factor, most), 3);
      if (then === most && factor < 1) return look([...whole]);
      const x = view[0] + view[2] * share[0], y = view[1] + view[3] * share[1];
      look([x - (wide / then) * share[0], y - (tall / then) * share[1], wide / then, tall / then]);
    };
    // What is in sight in all of the element, whatever shape the view has.
    const square = () => {
      const now = scale(), wide = picture.clientWidth / now, tall = picture.clientHeight / now;
      view = [view[0] + (view[2] - wide) / 2, view[1] + (view[3] - tall) / 2, wide, tall];
    };
    const shareOf = (event) => {
      const bounds = picture.getBoundingClientRect();
      return [(event.clientX - bounds.left) / bounds.width, (event.clientY - bounds.top) / bounds.height];
    };
    const zoom = (factor, share) => {
      square();
      zoomAt(factor, share);
    };
    showNode = (node) => {
      const [x, y, wide, tall] = boxOf(node);
      const now = Math.max(scale(), NEAR);
      const w = picture.clientWidth / now, h = picture.clientHeight / now;
      look([x + wide / 2 - w / 2, y + tall / 2 - h / 2, w, h]);
    };

    picture.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== picture) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), shareOf(event));
    }, {passive: false});
    let grip = null, moved = false;
    picture.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      square();
      grip = {x: event.clientX, y: event.clientY, view: [...view], node: event.target.closest(".node")};
      moved = false;
      picture.setPointerCapture(event.pointerId);
    });
    picture.addEventListener("pointermove", (event) => {
      if (grip) {
        const right = event.clientX - grip.x, down = event.clientY - grip.y;
        moved = moved || Math.hypot(right, down) > 4;
        if (!moved) return;
        picture.classList.add("moving");
        hideCard();
        const now = scale();
        look([grip.view[0] - right / now, grip.view[1] - down / now, view[2], view[3]]);
        return;
      }
      const node = event.target.closest(".node");
      if (!node) return hideCard();
      const one = data.nodes[Number(node.id.slice(1))];
      const left = one.pairs.filter((pair) => visible[pair]);
      heat(left);
      showCard(event, one.name, one.about, one.layers, left.length ? left : one.pairs, one.unmatched);
    });
    picture.addEventListener("pointerleave", () => grip || hideCard());
    const release = () => {
      if (grip && !moved && grip.node) {
        const one = data.nodes[Number(grip.node.id.slice(1))];
        const left = one.pairs.filter((pair) => visible[pair]);
        const pairs = left.length ? left : one.pairs;
        const rank = (i) => data.severity[i];
        const worst = pairs.reduce((best, i) => (best < 0 || rank(i) > rank(best) ? i : best), -1);
        choose(worst, "network");
      }
      grip = null;
      picture.classList.remove("moving");
    };
    picture.addEventListener("pointerup", release);
    picture.addEventListener("pointercancel", () => {
      moved = true;
      release();
    });
    picture.addEventListener("dblclick", (event) => zoom(2, shareOf(event)));
    picture.addEventListener("keydown", (event) => {
      const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
      if (step) {
        square();
        look([view[0] + step[0] * view[2] * 0.1, view[1] + step[1] * view[3] * 0.1, view[2], view[3]]);
      } else if (event.key === "+" || event.key === "=") zoom(1.4, [0.5, 0.5]);
      else if (event.key === "-") zoom(1 / 1.4, [0.5, 0.5]);
      else if (event.key === "0") look([...whole]);
      else return;
      event.preventDefault();
    });
    for (const button of document.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => {
        const way = button.dataset.zoom;
        if (way === "fit") look([...whole]);
        else zoom(way === "in" ? 1.5 : 1 / 1.5, [0.5, 0.5]);
      });
    addEventListener("resize", draw);
    let before = null;
    addEventListener("beforeprint", () => {
      before = view;
      view = [...whole];
      draw();
      cull(true);
      picture.classList.remove("afar");
    });
    addEventListener("afterprint", () => {
      view = before || view;
      draw();
    });
    redraw = () => {
      draw();
      // Where the boxes of the whole are too small to be read, it is opened where one looks first.
      const node = nodes[data.node[data.first]] || nodes.find(Boolean);
      if (scale() < READABLE && node) showNode(node);
    };
  }

  // --- begin -----------------------------------------------------------------------------------

  list();
  root.classList.remove("loading");
  if (rows.length && listed.length > MOST) {
    tall = rows[0].offsetHeight || tall;
    // Rows that come later must not make the columns jump.
    for (const head of heads) head.style.minWidth = head.offsetWidth + "px";
    put(first, last);
  }
  if (redraw) redraw();
  const asked = /^#p(\d+)$/.exec(location.hash);
  updateReset();
  if (asked && Number(asked[1]) < count) choose(Number(asked[1]), "link");
})();
