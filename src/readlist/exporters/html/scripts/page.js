// Filters, the address, keys: what joins the rest.
const form = byId("filters");
const filters = ["q", "topic", "status", "year", "star"];
const fields = [...filters, "sort"];
let shown = [];

const chosen = () => {
  const state = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) state.set(name, value);
  return state;
};
const fits = (paper, state, words) =>
  (!state.has("status") || paper.status === state.get("status"))
  && (!state.has("year") || paper.year === state.get("year"))
  && (!state.has("star") || paper.star)
  && (!state.has("topic") || paper.topics.includes(state.get("topic")))
  && words.every((word) => paper.words.includes(word));

const apply = () => {
  const state = chosen();
  const words = fold(state.get("q") || "").split(/\s+/).filter(Boolean);
  const order = state.get("sort") || "theme";
  const groups = grouped(inOrder(order).filter((paper) => fits(paper, state, words)), order);
  shown = groups.flatMap((group) => group.papers);
  show(groups);
  const all = papers.length.toLocaleString("en-US");
  byId("count").textContent = shown.length === papers.length
    ? counted(shown.length)
    : `${shown.length.toLocaleString("en-US")} of ${all} ${papers.length === 1 ? "paper" : "papers"}`;
  byId("cite").disabled = !shown.length;
  form.classList.toggle("active", filters.some((name) => state.has(name)));
  if (!charts.hidden) drawCharts(shown);
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
// What was found stands right below the field, however far down the page one was.
const change = () => {
  keep(apply());
  const top = form.parentElement.querySelector("header").offsetHeight;
  if (scrollY > top) scrollTo({ top, behavior: "instant" });
};
const setFields = (state) => {
  for (const name of fields) {
    const field = form.elements[name];
    if (name === "star") field.checked = state.has(name);
    else field.value = state.get(name) || "";
    // A value that is no choice here leaves a list with nothing chosen at all.
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
};
const paperAt = (node) => byNode.get(node?.closest(".paper"));
const clear = () => {
  const here = paperAt(document.activeElement);
  const sort = form.elements.sort.value;
  setFields(new URLSearchParams(sort ? { sort } : {}));
  change();
  // Who was on a paper stays on it, among all the others now.
  if (here) visit(here, "center");
};

// Papers out of sight get their real height when they come near, which moves what is below them;
// so going to a place takes a few frames.
const settle = (place, frames) => {
  place.scrollIntoView({ behavior: "instant" });
  if (frames > 0) requestAnimationFrame(() => settle(place, frames - 1));
};
const goTo = (paper) => {
  fill(paper.list);
  document.querySelector(".here")?.classList.remove("here");
  paper.node.classList.add("here");
  settle(paper.node, 4);
};
const decoded = (text) => {
  try { return decodeURIComponent(text); } catch { return text; /* not an address of ours */ }
};
// A fragment is the place of a paper or of a heading; else one with "=" is a choice of papers.
const follow = () => {
  const hash = location.hash.slice(1);
  const name = decoded(hash);
  const paper = hash && papers.find((one) => one.id === hash || one.id === name);
  if (!paper && (!hash || hash.includes("="))) {
    setFields(new URLSearchParams(hash));
    apply();
    return;
  }
  if (!shown.length) apply();
  if (paper) {
    if (!shown.includes(paper)) {
      setFields(new URLSearchParams());
      apply();
    }
    goTo(paper);
    return;
  }
  const place = byId(name);
  if (place) settle(place, 4);
};

const visit = (paper, block) => {
  fill(paper.list);
  paper.handle.focus({ preventScroll: true });
  paper.node.scrollIntoView({ block, behavior: "instant" });
};
const step = (by) => {
  const here = paperAt(document.activeElement);
  const at = here ? shown.indexOf(here) : -1;
  const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
  if (next) visit(next, "nearest");
};
const toggleCharts = () => {
  charts.hidden = !charts.hidden;
  byId("numbers").setAttribute("aria-expanded", String(!charts.hidden));
  if (!charts.hidden) drawCharts(shown);
};
const keysWork = () => byId("single").checked;
const LETTERS = {
  "/": () => { form.elements.q.focus(); form.elements.q.select(); },
  j: () => step(1),
  k: () => step(-1),
  c: toggleCharts,
  b: () => { if (shown.length) openBibtex(shown); },
  "?": () => byId("keys").showModal(),
};
const onKey = (event) => {
  // The browser's own search has to find everything that is shown.
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") fillAll();
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  const inField = event.target.matches("input, select, textarea");
  const inSearch = event.target === form.elements.q;
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    if (inField) event.target.blur();
    if (form.classList.contains("active")) clear();
  } else if (inSearch && (event.key === "ArrowDown" || event.key === "Enter")) {
    event.preventDefault();
    step(1);
  } else if (arrow && event.target.closest(".paper")) {
    event.preventDefault();
    if (arrow < 0 && paperAt(event.target) === shown[0]) LETTERS["/"]();
    else step(arrow);
  } else if (!inField && keysWork() && LETTERS[event.key]) {
    event.preventDefault();
    LETTERS[event.key]();
  }
};
const onClick = (event) => {
  const topic = event.target.closest(".topic");
  const button = event.target.closest(".copy");
  if (button) copyOne(button);
  if (!topic || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const state = new URLSearchParams(topic.hash.slice(1));
  if (form.elements.sort.value) state.set("sort", form.elements.sort.value);
  setFields(state);
  change();
  form.elements.topic.focus({ preventScroll: true });
};

const startPrinting = () => {
  // Browsers that cannot show closed details by style alone get them opened to print.
  let opened = [];
  addEventListener("beforeprint", () => {
    fillAll();
    opened = Array.from(document.querySelectorAll("details:not([open]):not(.cite)"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
};
// The words to search in are made while nobody types, so that the first key does not wait for them.
const readAhead = (place) => whenIdle((moment) => {
  let at = place;
  do {
    for (const end = at + 50; at < end && at < papers.length; at += 1) papers[at].words;
  } while (at < papers.length && moment && moment.timeRemaining() > 4);
  if (at < papers.length) readAhead(at);
});

const start = () => {
  startScheme();
  if (!form) return;
  takePapers();
  charts.hidden = true;
  form.after(charts);
  startBibtex();
  startPrinting();
  byId("single").checked = remembered("keys") !== "off";
  byId("single").addEventListener("change", () => remember("keys", keysWork() ? "on" : "off"));
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => { clear(); form.elements.q.focus(); });
  byId("numbers").addEventListener("click", toggleCharts);
  byId("cite").addEventListener("click", () => openBibtex(shown));
  byId("help").addEventListener("click", () => byId("keys").showModal());
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  addEventListener("hashchange", follow);
  follow();
  readAhead(0);
};
start();
