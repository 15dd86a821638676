"use strict";
/* Shows the badges that stand in the page as JSON. Text becomes text nodes and nothing else; addresses were checked when
   the page was written, and are checked again before they become links. */
(() => {
  const { badges, words, lang } = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86_400_000;
  const SOON = 90;
  const AT_ONCE = 60; // badges that are shown before the browser draws
  const LATER = 200; // and that are added after that at once: fewer would have it draw more often
  const IN_CHART = 12;
  const byId = (id) => document.getElementById(id);
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);

  /** An element with attributes and children; texts become text nodes. */
  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child || child === ""));
    return made;
  }

  const isWeb = (address) => /^https?:\/\//i.test(address ?? "");
  const link = (address, text, attributes) =>
    isWeb(address)
      ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes }, text)
      : make("span", null, text);

  // Days: "2024-02-29", or "2024-02" where the badge states only a month.

  const asDay = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  const asMonth = new Intl.DateTimeFormat(lang, { year: "numeric", month: "long", timeZone: "UTC" });
  const compare = new Intl.Collator(lang).compare;

  function dayText(day) {
    const [year, month, number] = day.split("-").map(Number);
    return (number ? asDay : asMonth).format(utc(year, month, number ?? 1));
  }

  function utc(year, month, number) {
    const made = new Date(0);
    made.setUTCFullYear(year, month - 1, number);
    return made.getTime();
  }

  function lastDay(day) {
    const [year, month, number] = day.split("-").map(Number);
    return number ? utc(year, month, number) : utc(year, month + 1, 0);
  }

  function stateOf(badge) {
    if (!badge.expires) return badge.expiryUnread ? "unknown" : "unlimited";
    const now = new Date();
    const left = (lastDay(badge.expires) - utc(now.getFullYear(), now.getMonth() + 1, now.getDate())) / DAY;
    return left < 0 ? "expired" : left <= SOON ? "soon" : "valid";
  }

  // The pictures stand behind this script in the page, so that badges are shown before megabytes of them are read.

  let pictures = null;
  const waitingForPictures = [];

  function withPicture(element, attribute, badge) {
    const put = () => element.setAttribute(attribute, pictures[badge.picture]);
    if (pictures) put();
    else waitingForPictures.push(put);
    return element;
  }

  addEventListener("DOMContentLoaded", () => {
    pictures = JSON.parse(byId("pictures").textContent);
    waitingForPictures.splice(0).forEach((put) => put());
  });

  // What the browser remembers: which badges are on LinkedIn already.

  const memory = {
    key: (badge) => `badgepdf:linkedin:${badge.key}`,
    has(badge) {
      try {
        return localStorage.getItem(this.key(badge)) !== null;
      } catch {
        return false; // storage is switched off: the page says so where something is to be kept
      }
    },
    keep(badge, done) {
      try {
        if (done) localStorage.setItem(this.key(badge), "done");
        else localStorage.removeItem(this.key(badge));
        return true;
      } catch {
        return false;
      }
    },
  };

  function say(text) {
    byId("said").textContent = "";
    requestAnimationFrame(() => { byId("said").textContent = text; });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // not allowed, or an old browser: the way before there was a clipboard interface
      const focused = document.activeElement;
      const area = make("textarea", { "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused.focus();
      return done;
    }
  }

  function copyButton(label, value) {
    const button = make("button", { type: "button", "aria-label": fill(words.copyField, label, value.slice(0, 80)) }, words.copy);
    button.addEventListener("click", async () => {
      const done = await copy(value);
      button.textContent = done ? words.copied : words.notCopied;
      button.classList.toggle("copied", done);
      say(`${label}: ${button.textContent}`);
      setTimeout(() => { button.textContent = words.copy; button.classList.remove("copied"); }, 2000);
    });
    return button;
  }

  // One badge.

  function card(badge) {
    const state = stateOf(badge);
    const told = { expired: words.expiredOn, soon: words.expiresOn, valid: words.validUntil }[state];
    const done = make("p", { class: "done", hidden: !memory.has(badge) }, words.isDone);
    const made = make("article", { class: "badge", "aria-labelledby": badge.id },
      make("div", { class: "head" },
        badge.picture === null
          ? make("div", { class: "no-picture", "aria-hidden": "true" })
          : withPicture(make("img", { alt: fill(words.pictureOf, badge.name), loading: "lazy" }), "src", badge),
        make("div", null,
          make("h2", { id: badge.id }, badge.name),
          badge.issuer && make("p", null, link(badge.issuerLink, badge.issuer)),
          badge.recipient && make("p", { class: "quiet" }, fill(words.awardedTo, badge.recipient)),
          badge.issued && make("p", { class: "quiet" }, fill(words.issuedOn, dayText(badge.issued))),
          badge.activity && make("p", { class: "quiet" }, badge.activity.map(dayText).join(" – ")),
          make("p", { class: `state ${state}` }, told ? fill(told, dayText(badge.expires)) : words[state]))),
      badge.description && make("p", { class: "about" }, badge.description),
      skillList(badge),
      badge.address && make("p", { class: "address" }, link(badge.address, words.openBadge)),
      done,
      later(words.linkedinPanel, "linkedin", () => linkedinPanel(badge, done)),
      later(words.share, "share", () => sharePanel(badge)),
      later(words.origin, "origin", () => originPanel(badge)),
      badge.warnings.length > 0 && later(fill(words.warnings, badge.warnings.length), "warnings", () =>
        make("ul", null, ...badge.warnings.map((text) => make("li", null, text)))));
    return made;
  }

  /** A part that is made when it is first opened: a thousand badges would be slow with all of it. */
  function later(title, name, build) {
    const made = make("details", { class: name }, make("summary", null, title));
    made.addEventListener("toggle", () => {
      if (made.open && made.children.length === 1) made.append(build());
      const around = made.closest(".badge");
      around.classList.toggle("open", around.querySelector("details[open]") !== null);
    });
    return made;
  }

  function skillList(badge) {
    const items = [
      ...badge.skills.map((name) => make("li", null, name)),
      ...badge.esco.map(({ name, address }) => make("li", null, "ESCO: ", link(address, name))),
      ...badge.alignments.map(({ name, address }) => make("li", null, link(address, name))),
    ];
    return items.length ? make("ul", { class: "skills", "aria-label": words.skills }, ...items) : null;
  }

  function linkedinPanel(badge, mark) {
    const panel = make("dl", { class: "fields" });
    for (const [label, value] of badge.linkedin.fields) addField(panel, label, value);
    if (!badge.linkedin.skills.length) addField(panel, words.skills, null);
    badge.linkedin.skills.forEach((skill, i) => addField(panel, i ? "" : words.skills, skill, words.skill));
    const box = make("input", { type: "checkbox", checked: memory.has(badge) });
    box.addEventListener("change", () => {
      if (!memory.keep(badge, box.checked)) say(words.notRemembered);
      mark.hidden = !box.checked;
      badge.done = box.checked;
      progress();
    });
    return make("div", null,
      make("p", { class: "quiet" }, words.linkedinHint),
      panel,
      make("div", { class: "actions" },
        link(badge.linkedin.link, words.openLinkedin, { class: "button" }),
        badge.picture !== null &&
          withPicture(make("a", { class: "button", download: badge.pictureName }, words.savePicture), "href", badge),
        make("label", null, box, words.done)));
  }

  function addField(panel, label, value, name = label) {
    const text = value ? make("span", null, value) : make("span", { class: "quiet" }, words.absent);
    panel.append(make("div", null, make("dt", null, label), make("dd", null, text, value && copyButton(name, value))));
  }

  function sharePanel(badge) {
    const text = badge.issuer ? fill(words.shareText, badge.name, badge.issuer) : badge.name;
    const url = encodeURIComponent(badge.address ?? "");
    const about = encodeURIComponent(text);
    const both = encodeURIComponent(`${text} ${badge.address ?? ""}`);
    const places = [
      ["LinkedIn", `https://www.linkedin.com/sharing/share-offsite/?url=${url}`],
      ["X", `https://x.com/intent/tweet?text=${about}&url=${url}`],
      ["Facebook", `https://www.facebook.com/sharer/sharer.php?u=${url}`],
      ["Bluesky", `https://bsky.app/intent/compose?text=${both}`],
      ["Mastodon", `https://share.joinmastodon.org/#text=${both}`],
      ["Pinterest", `https://pinterest.com/pin/create/button/?url=${url}&description=${about}`],
    ];
    if (!badge.address) return make("p", { class: "quiet" }, words.noAddress);
    return make("div", { class: "actions" }, ...places.map(([name, address]) => link(address, name, { class: "button" })));
  }

  function originPanel(badge) {
    const heads = [words.field, words.value, words.page, words.printed, words.readBy];
    const row = (cell, cells) => make("tr", null, ...cells.map((text) => make(cell, cell === "th" ? { scope: "col" } : null, text)));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.origin },
      make("p", { class: "quiet" }, fill(words.file, badge.file ?? "-")),
      make("table", null, make("thead", null, row("th", heads)),
        make("tbody", null, ...badge.origins.map((cells) => row("td", cells)))));
  }

  // All badges: what is shown, in which order, and what they attest over time.

  const list = byId("badges");
  const controls = Object.fromEntries(["search", "skill", "issuer", "state", "progress", "order"].map((id) => [id, byId(id)]));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  badges.forEach((badge, i) => {
    badge.id = `badge-${i + 1}`;
    badge.state = stateOf(badge);
    badge.done = memory.has(badge);
    badge.names = [...badge.skills, ...badge.esco.map((item) => item.name), ...badge.alignments.map((item) => item.name)];
    badge.text = plain([badge.name, badge.issuer, badge.recipient, badge.file, badge.description, ...badge.names].join("\n"));
  });

  function offer(select, values) {
    const counted = new Map();
    for (const value of values) if (value) counted.set(value, (counted.get(value) ?? 0) + 1);
    const sorted = [...counted].sort(([a], [b]) => compare(a, b));
    select.append(...sorted.map(([value, count]) => make("option", { value }, `${value} (${count})`)));
  }

  const ORDERS = {
    oldest: (a, b) => compare(a.issued ?? "9", b.issued ?? "9"),
    newest: (a, b) => compare(b.issued ?? "0", a.issued ?? "0"),
    name: (a, b) => compare(a.name, b.name),
  };

  function chosen() {
    const asked = plain(controls.search.value).split(/\s+/).filter(Boolean);
    const { skill, issuer, state, progress: done } = controls;
    return badges.filter((badge) =>
      asked.every((word) => badge.text.includes(word)) &&
      (!skill.value || badge.names.includes(skill.value)) &&
      (!issuer.value || badge.issuer === issuer.value) &&
      (!state.value || badge.state === state.value) &&
      (!done.value || badge.done === (done.value === "done")));
  }

  let turn = 0;
  let chart = [];
  function show() {
    const shown = chosen().sort(ORDERS[controls.order.value]);
    const mine = ++turn;
    const cards = (some) => some.map((badge) => (badge.card ??= card(badge)));
    list.replaceChildren(...cards(shown.slice(0, AT_ONCE)));
    byId("count").textContent = fill(shown.length === 1 ? words.countOne : words.count, shown.length, badges.length);
    let next = AT_ONCE;
    const more = () => {
      if (mine !== turn || next >= shown.length) return;
      list.append(...cards(shown.slice(next, next + LATER)));
      next += LATER;
      setTimeout(more);
    };
    requestAnimationFrame(() => setTimeout(more)); // after the first ones are drawn
    chart = shown;
    if (byId("chart").open) draw(shown);
  }

  function progress() {
    byId("progress-count").textContent = fill(words.progress, badges.filter((badge) => badge.done).length, badges.length);
  }

  /** A row for each of the skills attested most often, a dot for each badge at its day. */
  function draw(shown) {
    const dated = shown.filter((badge) => badge.issued && badge.names.length);
    if (!dated.length) {
      byId("drawing").replaceChildren(make("p", { class: "quiet" }, words.nothingDated));
      byId("chart-rows").replaceChildren();
      return;
    }
    const dots = new Map();
    for (const badge of dated) {
      for (const name of new Set(badge.names)) {
        if (!dots.has(name)) dots.set(name, []);
        dots.get(name).push(badge);
      }
    }
    const rows = [...dots].sort((a, b) => b[1].length - a[1].length || compare(a[0], b[0])).slice(0, IN_CHART);
    const years = dated.map((badge) => Number(badge.issued.slice(0, 4)));
    const [first, last] = [Math.min(...years), Math.max(...years) + 1];
    const [left, width, high] = [300, 880, 28];
    const at = (day) => left + ((Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) - 0.5) / 12 - first) / (last - first)) * (width - left - 20);
    const drawn = (name, attributes, ...children) => {
      const made = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      made.append(...children);
      return made;
    };
    const svg = drawn("svg", { viewBox: `0 0 ${width} ${(rows.length + 1) * high + 10}`, role: "img", "aria-label": words.chartAbout });
    const step = Math.max(1, Math.ceil((last - first) / 10));
    for (let year = first; year <= last; year += step) {
      const x = at(`${year}-00`) + (width - left - 20) / (last - first) / 24;
      svg.append(drawn("line", { class: "axis", x1: x, x2: x, y1: 0, y2: rows.length * high }),
        drawn("text", { x, y: rows.length * high + 20, "text-anchor": "middle" }, String(year)));
    }
    rows.forEach(([name, badgesOf], i) => {
      const y = i * high + high / 2;
      svg.append(drawn("text", { x: left - 12, y: y + 5, "text-anchor": "end" }, name.length > 40 ? `${name.slice(0, 39)}…` : name));
      for (const badge of badgesOf) {
        svg.append(drawn("circle", { cx: at(badge.issued), cy: y, r: 5 }, drawn("title", {}, `${name}: ${badge.name}, ${dayText(badge.issued)}`)));
      }
    });
    const cells = rows.map(([name, badgesOf]) => make("tr", null, make("th", { scope: "row" }, name),
      make("td", null, [...new Set(badgesOf.map((badge) => badge.issued.slice(0, 4)))].sort().join(", "))));
    byId("drawing").replaceChildren(svg);
    byId("chart-rows").replaceChildren(...cells);
  }

  offer(controls.skill, badges.flatMap((badge) => [...new Set(badge.names)]));
  offer(controls.issuer, badges.map((badge) => badge.issuer));
  let waiting = 0;
  controls.search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  for (const id of ["skill", "issuer", "state", "progress", "order"]) controls[id].addEventListener("change", show);
  addEventListener("beforeprint", () => list.replaceChildren(...chosen().sort(ORDERS[controls.order.value]).map((b) => (b.card ??= card(b)))));
  byId("chart").addEventListener("toggle", () => { if (byId("chart").open) draw(chart); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  progress();
  show();
})();
