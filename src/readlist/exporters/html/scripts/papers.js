// The papers as values. Those far down a long list stand inside `noscript`: for a browser that runs
// scripts it is one piece of text, which costs next to nothing until somebody wants to see it.
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", nbsp: "\u00a0" };
const decode = (text) => (text.includes("&")
  ? text.replace(/&(amp|lt|gt|quot|#x27|nbsp);/g, (_, name) => SIGNS[name]) : text);
const toText = (markup) => decode(markup.replace(/<[^>]*>/g, " "));
// Accents and compatibility forms are folded, so that "schrodinger" finds "Schrödinger".
const fold = (text) => (/^[\x00-\x7f]*$/.test(text)
  ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();

const papers = [];
const byNode = new WeakMap();

class Paper {
  constructor(facts, markup, node) {
    this.id = facts.id || "";
    this.status = facts.status;
    this.published = facts.published || "";
    this.year = this.published.split("-")[0];
    this.star = facts.star === "1";
    this.topics = facts.topics ? facts.topics.split("\n") : [];
    this.theme = this.topics[0] || "";
    this.added = facts.added || "";
    this.due = facts.due || "";
    this.readAgo = facts.readago ? Number(facts.readago) : -1;
    this.rank = Number(facts.rank) || Infinity;
    this.markup = markup;
    this.made = node || null;
    this.list = null;
  }

  part(from, to, selector) {
    if (!this.markup) {
      return Array.from(this.made.querySelectorAll(selector), (one) => one.textContent).join(" ");
    }
    const start = this.markup.indexOf(from);
    const end = start < 0 ? -1 : this.markup.indexOf(to, start);
    return end < 0 ? "" : toText(this.markup.slice(start, end));
  }

  // Made when they are first needed: a page that is only read does not pay for them.
  get words() {
    this.folded ??= fold(this.part("<h3>", '<details class="cite"',
      "h3, .authors, .facts > :not(.copy), .notes, .more details:not(.cite)"));
    return this.folded;
  }

  get title() {
    this.named ??= fold(this.part("<h3>", "</h3>", "h3").replace("★", "")).trim();
    return this.named;
  }

  get bibtex() { return this.part("<pre>", "</pre>", ".cite pre").trim(); }

  get node() {
    if (!this.made) makeNodes([this]);
    return this.made;
  }

  get handle() { return this.node.querySelector("h3 a") || this.node.querySelector("h3"); }
}

const finish = (paper, node) => {
  paper.made = node;
  byNode.set(node, paper);
  const heading = node.querySelector("h3");
  if (!heading.querySelector("a")) heading.tabIndex = -1;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy BibTeX";
  button.setAttribute("aria-label", `Copy BibTeX of ${heading.textContent.slice(0, 60)}`);
  const more = node.querySelector(".more");
  // A line of its own only where there is something else on it.
  (more.querySelector("details:not(.cite)") ? more : node.querySelector(".facts")).append(button);
};

// One parse for many is quicker than one each.
const makeNodes = (wanted) => {
  const missing = wanted.filter((paper) => !paper.made);
  const template = document.createElement("template");
  template.innerHTML = missing.map((paper) => paper.markup).join("");
  const nodes = [...template.content.children];
  missing.forEach((paper, place) => { finish(paper, document.importNode(nodes[place], true)); });
};

const factsOf = (markup) => {
  const facts = {};
  const head = markup.slice(0, markup.indexOf(">"));
  for (const [, name, value] of head.matchAll(/ (?:data-)?([a-z]+)="([^"]*)"/g)) {
    facts[name] = decode(value);
  }
  return facts;
};

// Theme -> heading and place on the page, as it was written.
const themes = new Map();

const takePapers = () => {
  for (const section of document.querySelectorAll("main .theme")) {
    const first = papers.length;
    for (const part of section.querySelectorAll(".papers, noscript")) {
      if (part.tagName !== "NOSCRIPT") {
        for (const node of part.children) {
          const paper = new Paper({ ...node.dataset, id: node.id }, "", node);
          finish(paper, node);
          papers.push(paper);
        }
        continue;
      }
      // No text from outside holds a "<": it is escaped.
      const [, ...items] = part.textContent.split('<li class="paper ');
      for (const item of items) {
        const markup = `<li class="paper ${item.slice(0, item.lastIndexOf("</li>"))}</li>`;
        papers.push(new Paper(factsOf(markup), markup, null));
      }
    }
    const heading = section.querySelector("h2");
    if (papers.length > first) {
      themes.set(papers[first].theme, { name: heading.textContent, anchor: heading.id });
    }
  }
};
