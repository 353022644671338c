// Runs in the head: what the first paint depends on. All else waits until the page is there.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
root.classList.add("scripted");

// Storage may be forbidden, as it is for files in some browsers; then nothing is remembered.
const remember = (name, value) => {
  try { localStorage.setItem(`readlist-${name}`, value); } catch { /* forbidden */ }
};
const remembered = (name) => {
  try { return localStorage.getItem(`readlist-${name}`); } catch { return null; }
};
if (["light", "dark"].includes(remembered("scheme"))) root.dataset.scheme = remembered("scheme");

const say = (words) => { byId("say").textContent = words; };
const counted = (number, noun = "paper") =>
  `${number.toLocaleString("en-US")} ${number === 1 ? noun : `${noun}s`}`;

const startScheme = () => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("scheme");
  const isDark = () => (root.dataset.scheme || (dark.matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    remember("scheme", root.dataset.scheme);
    name();
  });
  dark.addEventListener("change", name);
  name();
};
