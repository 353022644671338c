// The charts of what is shown. Draws what charts.py draws; a test holds the two together.
const WIDTH = 400, ROW = 22, LABELS = 136, NUMBERS = 52, MOST_THEMES = 16, HEIGHT = 112;
const MOST_YEARS = 24, NUMBERED = 24, WEEKS = 12, DAY = 86_400_000;
const SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const escaped = (text) => text.replace(/[&<>"']/g, (sign) =>
  ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[sign]);
const five = (number) => String(Number(number.toPrecision(5)));
const rect = (left, top, width, height, state, about) => (width <= 0 || height <= 0 ? ""
  : `<rect class="${state}" x="${five(left)}" y="${five(top)}" width="${five(width)}" `
    + `height="${five(height)}"><title>${escaped(about)}</title></rect>`);
const label = (left, base, words, kind) =>
  `<text class="${kind}" x="${five(left)}" y="${five(base)}">${escaped(words)}</text>`;
const axis = () =>
  `<line class="axis" x1="0" y1="${HEIGHT}.5" x2="${WIDTH}" y2="${HEIGHT}.5"></line>`;
const svg = (height, about, parts) =>
  `<svg class="chart" viewBox="0 0 ${WIDTH} ${Math.max(height, 1)}" role="img" `
  + `aria-label="${escaped(about)}">${parts.join("")}</svg>`;
const standing = (left, width, share) => {
  const height = share * (HEIGHT - 18);
  return [left, HEIGHT - height, width, height];
};
const column = (box, number, state, about, numbered) => (number ? rect(...box, state, about) : "")
  + (number && numbered ? label(box[0] + box[2] / 2, box[1] - 5, `${number}`, "number middle") : "");

const shortened = (name) => {
  const letters = [...name];
  return letters.length <= 20 ? name : `${letters.slice(0, 19).join("").trimEnd()}…`;
};

const themesChart = (found) => {
  const rows = new Map();
  for (const { theme, status } of found) {
    if (!rows.has(theme)) {
      const name = themes.get(theme).name;
      rows.set(theme, { name, total: 0, read: 0, reading: 0, unread: 0, skipped: 0 });
    }
    const row = rows.get(theme);
    row[status === "inbox" ? "unread" : status] += 1;
    row.total += 1;
  }
  let shown = [...rows.values()];
  if (shown.length > MOST_THEMES) {
    const largest = new Set([...shown].sort((a, b) => b.total - a.total).slice(0, MOST_THEMES));
    shown = shown.filter((row) => largest.has(row));
  }
  const scale = (WIDTH - LABELS - NUMBERS) / Math.max(1, ...shown.map((row) => row.total));
  const parts = shown.map((row, place) => {
    const middle = place * ROW + ROW / 2;
    let left = LABELS, bars = "";
    for (const state of ["read", "reading", "unread", "skipped"]) {
      bars += rect(left, middle - 6, row[state] * scale, 12, state,
        `${row.name}: ${row[state]} ${state}`);
      left += row[state] * scale;
    }
    return `<g><title>${escaped(row.name)}: ${row.read} of ${row.total} read</title>`
      + label(LABELS - 10, middle + 4, shortened(row.name), "end") + bars
      + label(left + 8, middle + 4, `${row.read}/${row.total}`, "number") + "</g>";
  });
  const words = shown.map((row) => `${row.name}: ${row.read} of ${row.total} read`).join("; ");
  return svg(shown.length * ROW, `Papers by theme. ${words}.`, parts);
};

const weeksChart = (found, last) => {
  const end = Date.parse(last);
  const weeks = Array.from({ length: WEEKS }, (_, place) => {
    const until = end - 7 * DAY * (WEEKS - 1 - place);
    return { first: until - 6 * DAY, last: until, added: 0, read: 0 };
  });
  for (const paper of found) {
    const ago = paper.added ? Math.floor((end - Date.parse(paper.added)) / (7 * DAY)) : -1;
    if (ago >= 0 && ago < WEEKS) weeks[WEEKS - 1 - ago].added += 1;
    if (paper.readAgo >= 0) weeks[WEEKS - 1 - paper.readAgo].read += 1;
  }
  const day = (moment) => {
    const date = new Date(moment);
    return `${date.getUTCDate()} ${SHORT[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const highest = Math.max(...weeks.map((week) => Math.max(week.added, week.read))) || 1;
  const step = WIDTH / WEEKS;
  const parts = weeks.flatMap((week, place) => [["added", 0.14], ["read", 0.52]].map(
    ([state, offset]) => column(
      standing(place * step + step * offset, step * 0.34, week[state] / highest), week[state],
      state, `${day(week.first)} to ${day(week.last)}: ${week[state]} ${state}`, step >= NUMBERED)));
  parts.push(axis(), label(2, HEIGHT + 18, day(weeks[0].first), "quiet"),
    label(WIDTH - 2, HEIGHT + 18, day(weeks[WEEKS - 1].last), "quiet end"));
  const words = weeks.filter((week) => week.added || week.read).map((week) =>
    `week to ${day(week.last)}: ${week.added} added, ${week.read} read`).join("; ");
  return svg(HEIGHT + 24, `Papers added and read per week. ${words || "None"}.`, parts);
};

const yearsChart = (found) => {
  const known = new Map();
  for (const { year, status } of found) {
    if (!year) continue;
    const count = known.get(+year) || { year: +year, total: 0, read: 0 };
    count.total += 1;
    count.read += status === "read";
    known.set(+year, count);
  }
  let shown = [...known.values()].sort((a, b) => a.year - b.year);
  const span = shown.length ? shown.at(-1).year - shown[0].year : 0;
  if (shown.length && span < MOST_YEARS) {
    shown = Array.from({ length: span + 1 }, (_, place) =>
      known.get(shown[0].year + place) || { year: shown[0].year + place, total: 0, read: 0 });
  }
  shown = shown.slice(-MOST_YEARS);
  const highest = Math.max(0, ...shown.map((one) => one.total)) || 1;
  const step = Math.min(WIDTH / Math.max(shown.length, 1), 64);
  const parts = shown.map((one, place) => {
    const left = place * step + step * 0.14;
    const about = `${one.year}: ${counted(one.total)}, ${one.read} read`;
    const name = step >= 32 ? `${one.year}` : `’${String(one.year % 100).padStart(2, "0")}`;
    return column(standing(left, step * 0.72, one.total / highest), one.total, "unread", about, true)
      + rect(...standing(left, step * 0.72, one.read / highest), "read", about)
      + (step >= 20 || place % 2 === 0
        ? label(place * step + step / 2, HEIGHT + 18, name, "quiet middle") : "");
  });
  const words = shown.map((one) => `${one.year}: ${one.total}, ${one.read} read`).join("; ");
  return svg(HEIGHT + 24, `Papers by year of their first version. ${words}.`, [...parts, axis()]);
};

const charts = byId("charts");
const DRAWN = { themes: themesChart, weeks: (found) => weeksChart(found, charts.dataset.last),
  years: yearsChart };
const drawCharts = (found) => {
  for (const figure of charts.querySelectorAll("figure")) {
    const drawn = document.createElement("template");
    drawn.innerHTML = DRAWN[figure.className](found);
    figure.querySelector("svg").replaceWith(drawn.content);
  }
};
