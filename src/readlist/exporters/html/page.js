
(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  root.classList.add("scripted");

  const say = (words) => { byId("say").textContent = words; };

  // Storage may be forbidden, as it is for files in some browsers; then nothing is remembered.
  const remember = (scheme) => {
    try { localStorage.setItem("readlist-scheme", scheme); } catch { /* forbidden */ }
  };
  const remembered = () => {
    try { return localStorage.getItem("readlist-scheme"); } catch { return null; }
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("scheme");
  const isDark = () => (root.dataset.scheme || (dark.matches ? "dark" : "light")) === "dark";
  const nameScheme = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  if (["light", "dark"].includes(remembered())) root.dataset.scheme = remembered();
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    remember(root.dataset.scheme);
    nameScheme();
  });
  dark.addEventListener("change", nameScheme);
  nameScheme();

  const form = byId("filters");
  if (!form) return;
  form.hidden = false;

  // Accents and compatibility forms are folded, so that "schrodinger" finds "Schrödinger".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (node, selector) =>
    Array.from(node.querySelectorAll(selector), (part) => part.textContent).join(" ");
  const themes = Array.from(document.querySelectorAll(".theme"), (node) => ({
    node,
    entry: document.querySelector(`nav a[href="#${CSS.escape(node.querySelector("h2").id)}"]`),
    shown: 0,
  }));
  const papers = themes.flatMap((theme) =>
    Array.from(theme.node.querySelectorAll(".paper"), (node) => ({
      node,
      theme,
      status: node.dataset.status,
      year: node.dataset.year || "",
      star: node.dataset.star === "1",
      topics: (node.dataset.topics || "").split("\n"),
      words: null,
      shown: true,
    })));
  // Made when it is first needed: a page that is only read does not pay for it.
  const wordsOf = (paper) => {
    paper.words ??= fold(textOf(paper.node, "h3, .authors, .facts, .notes, .more details:not(.cite)"));
    return paper.words;
  };

  const names = ["q", "topic", "status", "year", "star"];
  const chosen = () => {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) state.set(name, value);
    return state;
  };
  const fits = (paper, state, words) =>
    (!state.has("status") || paper.status === state.get("status")) &&
    (!state.has("year") || paper.year === state.get("year")) &&
    (!state.has("star") || paper.star) &&
    (!state.has("topic") || paper.topics.includes(state.get("topic"))) &&
    words.every((word) => wordsOf(paper).includes(word));

  const apply = () => {
    const state = chosen();
    const words = fold(state.get("q") || "").split(/\s+/).filter(Boolean);
    let count = 0;
    for (const theme of themes) theme.shown = 0;
    for (const paper of papers) {
      const shown = fits(paper, state, words);
      if (shown !== paper.shown) paper.node.hidden = !(paper.shown = shown);
      if (shown) { count += 1; paper.theme.shown += 1; }
    }
    for (const theme of themes) {
      theme.node.hidden = !theme.shown;
      if (theme.entry) theme.entry.parentElement.hidden = !theme.shown;
    }
    const noun = papers.length === 1 ? "paper" : "papers";
    byId("count").textContent = count === papers.length
      ? `${count} ${noun}` : `${count} of ${papers.length} ${noun}`;
    byId("nothing").hidden = count > 0;
    form.classList.toggle("active", String(state) !== "");
    return state;
  };
  const keep = (state) => {
    const hash = String(state) ? `#${state}` : "";
    // The address of one paper stays until there is a choice to put in its place.
    if (hash === location.hash || (!hash && !location.hash.includes("="))) return;
    // Some browsers refuse this for files; they take the fragment alone.
    try {
      history.replaceState(null, "", location.href.split("#")[0] + hash);
    } catch {
      location.hash = hash;
    }
  };
  const change = () => keep(apply());

  const target = () => {
    try {
      return byId(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // not an address of ours
    }
  };

  // Papers out of sight get their real height when they come near, which moves what is below
  // them; so going to a place takes a few frames.
  const settle = (frames) => {
    target()?.scrollIntoView();
    if (frames > 0) requestAnimationFrame(() => settle(frames - 1));
  };

  // A fragment with "=" is a choice of papers; any other is the place of one on the page.
  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=") || !hash) {
      const state = new URLSearchParams(hash);
      for (const name of names) {
        const field = form.elements[name];
        if (name === "star") field.checked = state.has(name);
        else field.value = state.get(name) || "";
        // A value that is no choice here leaves a list with nothing chosen at all.
        if (field.selectedIndex === -1) field.selectedIndex = 0;
      }
      apply();
      return;
    }
    const place = target();
    if (place?.closest("[hidden]")) {
      form.reset();
      apply();
    }
    if (place) settle(4);
  };
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their new values only after the event.
  form.addEventListener("reset", () => setTimeout(change));
  addEventListener("hashchange", follow);
  apply();
  follow();
  addEventListener("load", () => { if (target()) settle(4); });

  const copy = async (paper) => {
    const source = paper.querySelector(".cite pre");
    try {
      await navigator.clipboard.writeText(source.textContent);
      say("BibTeX copied");
      return true;
    } catch {
      paper.querySelector(".cite").open = true;
      getSelection().selectAllChildren(source);
      say("BibTeX selected: copy it with the keyboard");
      return false;
    }
  };
  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest(".copy");
    if (!pressed || !(await copy(pressed.closest(".paper")))) return;
    pressed.textContent = "Copied";
    setTimeout(() => { pressed.textContent = "Copy BibTeX"; }, 1600);
  });

  const step = (by) => {
    const links = papers.filter((paper) => paper.shown)
      .map((paper) => paper.node.querySelector("h3 a, summary")).filter(Boolean);
    const here = document.activeElement?.closest(".paper");
    const at = links.findIndex((link) => link.closest(".paper") === here);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) next.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && (typing || String(chosen()))) {
      form.reset();
      event.target.blur();
    } else if (typing) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      form.elements.q.focus();
      form.elements.q.select();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });

  // Browsers that cannot show closed details by style alone get them opened to print.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open]):not(.cite)"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
})();
