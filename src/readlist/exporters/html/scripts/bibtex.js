// BibTeX of one paper, and of what is shown: the entries that were written into the page.
const ENOUGH = 100; // entries on the screen; all of them are copied and saved
const dialog = byId("bibtex");
let whole = "";

const entriesOf = (found) => {
  const seen = new Map();
  for (const paper of found) {
    const entry = paper.bibtex;
    const key = entry.slice(0, entry.indexOf(","));
    // Of two entries with one identifier the first counts, as in a .bib file.
    if (!seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
};
const openBibtex = (found) => {
  const entries = entriesOf(found);
  whole = `${dialog.dataset.mark}\n\n${entries.join("\n\n")}\n`;
  const more = entries.length - ENOUGH;
  byId("bibtex-text").textContent = entries.slice(0, ENOUGH).join("\n\n");
  byId("bibtex-title").textContent = `BibTeX of ${counted(entries.length)}`;
  byId("bibtex-more").textContent =
    more > 0 ? `The first ${ENOUGH} are shown. Copy and Download take all of them.` : "";
  dialog.showModal();
};
const copied = async (text, shown) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    shown.closest("details")?.setAttribute("open", "");
    getSelection().selectAllChildren(shown);
    return false;
  }
};
const answer = (button, words) => {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 1600);
};
const copyOne = async (button) => {
  const paper = byNode.get(button.closest(".paper"));
  const done = await copied(paper.bibtex, paper.node.querySelector(".cite pre"));
  say(done ? "BibTeX copied" : "BibTeX selected: copy it with the keyboard");
  if (done && button.textContent !== "Copied") answer(button, "Copied");
};
const startBibtex = () => {
  byId("bibtex-copy").addEventListener("click", async (event) => {
    const text = byId("bibtex-text");
    if (await copied(whole, text)) {
      answer(event.target, "Copied");
      return;
    }
    // What is selected has to be all of it.
    text.textContent = whole;
    byId("bibtex-more").textContent = "Selected: copy it with the keyboard.";
    getSelection().selectAllChildren(text);
  });
  byId("bibtex-save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([whole], { type: "application/x-bibtex" }));
    link.download = "papers.bib";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
};
