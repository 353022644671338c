// What is on the page: headings and empty lists at once, the papers of a list when it comes near
// or nobody waits for anything else. So a key costs what is in sight, and the browser's own search
// still finds everything a moment later.
const CHUNK = 25;
const TALL = 130; // pixels of a paper that nobody has seen yet
const pending = new Map();
const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
}, { rootMargin: "1200px 0px" });

const fill = (list) => {
  const waiting = pending.get(list);
  if (!waiting) return;
  pending.delete(list);
  near.unobserve(list);
  makeNodes(waiting);
  list.append(...waiting.map((paper) => paper.made));
  list.style.minHeight = "";
};
const fillAll = () => { for (const list of [...pending.keys()]) fill(list); };

let resting = 0;
const whenIdle = (work) => (window.requestIdleCallback
  ? requestIdleCallback(work, { timeout: 500 }) : setTimeout(work, 50));
const fillAtRest = () => {
  clearTimeout(resting);
  const go = (moment) => {
    const mine = resting;
    do {
      const [next] = pending.keys();
      if (!next) return;
      fill(next);
    } while (moment && moment.timeRemaining() > 12);
    whenIdle((later) => { if (mine === resting) go(later); });
  };
  resting = setTimeout(() => go(null), 900);
};

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const sectionOf = (group) => {
  const section = element("section", "theme");
  const heading = element("h2", "", group.name);
  heading.id = group.anchor;
  const number = group.papers.length;
  group.read = group.papers.filter((paper) => paper.status === "read").length;
  section.append(heading, element("p", "progress", group.plain ? counted(number)
    : `${group.read.toLocaleString("en-US")} of ${number.toLocaleString("en-US")} read`));
  for (let start = 0; start < group.papers.length; start += CHUNK) {
    const part = group.papers.slice(start, start + CHUNK);
    const list = element("ul", "papers");
    list.style.minHeight = `${part.length * TALL}px`;
    list.style.containIntrinsicSize = `auto ${part.length * TALL}px`;
    for (const paper of part) paper.list = list;
    pending.set(list, part);
    section.append(list);
  }
  return section;
};

const showContents = (groups) => {
  const contents = document.querySelector("nav");
  const items = groups.map((group) => {
    const item = element("li");
    const link = element("a");
    link.href = `#${group.anchor}`;
    link.append(element("span", "", group.name), " ",
      element("span", "number", `${group.read}/${group.papers.length}`));
    item.append(link);
    return item;
  });
  contents.firstElementChild.replaceChildren(...items);
};

const show = (groups) => {
  near.disconnect();
  pending.clear();
  const sections = groups.map(sectionOf);
  const nothing = byId("nothing");
  nothing.hidden = groups.length > 0;
  showContents(groups);
  // A list of usual length is there at once; of a long one what is in sight.
  const main = byId("papers");
  const isLong = main.classList.contains("many");
  let enough = isLong ? CHUNK : Infinity;
  for (const list of [...pending.keys()]) {
    if (enough <= 0) break;
    enough -= pending.get(list).length;
    fill(list);
  }
  const old = main.querySelector(".drawn:not([hidden])");
  const drawn = element("div", "drawn");
  drawn.append(...sections);
  if (old && isLong) {
    old.hidden = true;
    for (const section of old.children) section.firstElementChild.removeAttribute("id");
    old.before(drawn);
    // Taking thousands of papers away takes longer than a key may: that is for after the paint.
    requestAnimationFrame(() => setTimeout(() => old.remove()));
  } else {
    main.replaceChildren(drawn, nothing);
  }
  for (const list of pending.keys()) near.observe(list);
  fillAtRest();
};

// Orders, and what stands over the papers of each.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const monthOf = (day) => `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`;
const down = (key) => (one, other) =>
  (key(one) < key(other) ? 1 : key(one) > key(other) ? -1 : 0);
const up = (key) => (one, other) => down(key)(other, one);
const ORDERS = {
  theme: { compare: null, heading: (paper) => themes.get(paper.theme).name },
  added: {
    compare: down((paper) => paper.added),
    heading: (paper) => (paper.added ? monthOf(paper.added) : "Date not known"),
  },
  due: {
    compare: up((paper) => paper.due || "~"),
    heading: (paper) => (paper.due ? `Due in ${monthOf(paper.due)}` : "Not due"),
  },
  rank: {
    compare: up((paper) => paper.rank),
    heading: (paper) => (paper.rank < Infinity ? "To read next" : "Not to read next"),
  },
  title: {
    compare: up((paper) => paper.title),
    heading: (paper) => (/^[a-z]/.test(paper.title) ? paper.title[0].toUpperCase() : "Others"),
  },
  year: {
    compare: down((paper) => paper.published.padStart(paper.published ? 4 : 0, "0")),
    heading: (paper) => paper.year || "Year not known",
  },
};
const sorted = {};
const inOrder = (name) => {
  const { compare } = ORDERS[name];
  sorted[name] ??= compare ? [...papers].sort(compare) : papers;
  return sorted[name];
};
const grouped = (found, name) => {
  const groups = new Map();
  for (const paper of found) {
    const heading = ORDERS[name].heading(paper);
    let group = groups.get(heading);
    if (!group) {
      const anchor = name === "theme" ? themes.get(paper.theme).anchor : `by-${groups.size + 1}`;
      groups.set(heading, group = { name: heading, anchor, plain: name === "rank", papers: [] });
    }
    group.papers.push(paper);
  }
  return [...groups.values()];
};
