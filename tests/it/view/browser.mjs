// Drives a page in Chromium by its WebDriver, and says what went wrong, a line each.
// node browser.mjs FOLDER: FOLDER holds plan.json and the pages; what is exported goes there.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createServer } from "node:net";

const folder = process.argv[2];
const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
const wrong = [];
const told = [];
const check = (holds, what) => { if (!holds) wrong.push(what); };
// The driver hands objects over with their keys in another order.
const sorted = (value) => JSON.stringify(value, (_, part) => part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const port = await new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
const driver = spawn("chromedriver", [`--port=${port}`, "--allowed-ips=127.0.0.1"], { stdio: "ignore" });
const base = `http://127.0.0.1:${port}`;
async function ask(method, path, body) {
  const answer = await fetch(base + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const { value } = await answer.json();
  if (value && value.error) throw new Error(`${path}: ${value.error}: ${String(value.message).slice(0, 300)}`);
  return value;
}
for (let n = 0; ; n++) {
  try { await ask("GET", "/status"); break; } catch (error) { if (n > 100) throw error; await sleep(100); }
}

const profile = join(folder, "profile");
const downloads = join(folder, "downloads");
mkdirSync(downloads, { recursive: true });
const session = await ask("POST", "/session", { capabilities: { alwaysMatch: {
  "goog:loggingPrefs": { browser: "ALL", performance: "ALL" },
  "goog:chromeOptions": {
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`],
    prefs: { "download.default_directory": downloads, "download.prompt_for_download": false },
  },
} } });
const at = `/session/${session.sessionId}`;
const run = (script, ...args) => ask("POST", at + "/execute/sync", { script, args });
const cdp = (cmd, params = {}) => ask("POST", at + "/goog/cdp/execute", { cmd, params });
const size = (width, height) => ask("POST", at + "/window/rect", { width, height });
const open = (file, hash = "") => ask("POST", at + "/url", { url: pathToFileURL(join(folder, file)).href + hash });
const keys = (text) => ask("POST", at + "/actions", { actions: [{ type: "key", id: "k", actions: [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }] });
const ENTER = "\uE007", ESCAPE = "\uE00C";
const shot = async (name) => { if (plan.shots) writeFileSync(join(plan.shots, name + ".png"), Buffer.from(await ask("GET", at + "/screenshot"), "base64")); };

async function quiet(file) {
  for (const entry of await ask("POST", at + "/se/log", { type: "browser" })) check(false, `${file}: the console says ${entry.message}`);
  for (const entry of await ask("POST", at + "/se/log", { type: "performance" })) {
    const { method, params } = JSON.parse(entry.message).message;
    if (method !== "Network.requestWillBeSent") continue;
    const { url } = params.request;
    check(/^(file|data|blob|about|chrome):/.test(url), `${file}: asks for ${url.slice(0, 120)}`);
  }
}

// Light: from each value to its place and back.
const LIGHT = `
  const dark = [], lost = [];
  // Each click lays the page out again: of long lists a part, and all that needs a person.
  const every = Math.max(1, Math.floor(jiaokan.values.length / 40));
  for (const [i, value] of jiaokan.values.entries()) {
    if (i % every !== 0 && !value.need) continue;
    const cell = document.getElementById(value.anchor);
    if (!cell || value.spot === undefined) continue;
    cell.click();
    const lit = document.querySelectorAll("#source .lit");
    if (lit.length === 0) { dark.push(value.anchor); continue; }
    const box = lit[lit.length - 1].getBoundingClientRect();
    if (box.width < 1 || box.height < 1) dark.push(value.anchor + " has no room");
    lit[lit.length - 1].click();
    const on = document.querySelector(".c.on");
    if (!on || jiaokan.values[+on.dataset.i].spot !== value.spot) lost.push(value.anchor);
  }
  return { dark, lost, count: jiaokan.values.length };`;

// On painted pages: the ink of a value lies in its box, two points around allowed.
const INK = `
  const done = arguments[arguments.length - 1];
  (async () => {
    const out = [];
    let seen = 0;
    for (const figure of document.querySelectorAll(".page")) {
      const image = figure.querySelector("img");
      if (!image) continue;
      await image.decode();
      const paper = figure.querySelector(".paper"), canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
      const ink = canvas.getContext("2d", { willReadFrequently: true });
      ink.drawImage(image, 0, 0);
      const points = +paper.style.aspectRatio.split("/")[0], scale = canvas.width / points;
      for (const box of paper.querySelectorAll(".box.v")) {
        const value = jiaokan.values.find((value) => String(value.spot) === box.dataset.s);
        if (!value || !value.printed.trim()) continue;
        const part = (name) => parseFloat(box.style[name]) / 100;
        const around = 2 * scale;
        const x = part("left") * canvas.width, y = part("top") * canvas.height, w = part("width") * canvas.width, h = part("height") * canvas.height;
        const left = Math.max(0, Math.floor(x - around)), top = Math.max(0, Math.floor(y - around));
        const width = Math.ceil(w + 2 * around), height = Math.ceil(h + 2 * around);
        const pixels = ink.getImageData(left, top, width, height).data;
        let inside = 0;
        for (let row = 0; row < height; row++) for (let column = 0; column < width; column++) {
          const at = (row * width + column) * 4;
          if (pixels[at] + pixels[at + 1] + pixels[at + 2] > 330) continue;
          const px = left + column, py = top + row;
          if (px >= x && px < x + w && py >= y && py < y + h) inside++;
        }
        // The rows and columns of ink just outside the box: letters cut by it would touch both sides.
        const crosses = (from, to, horizontal) => {
          let cut = 0, all = 0;
          for (let n = from; n < to; n++) {
            const dark = (dx, dy) => { const at = (dy * width + dx) * 4; return pixels[at] + pixels[at + 1] + pixels[at + 2] <= 330; };
            const edge = horizontal ? [dark(n, 0), dark(n, 1)] : [dark(0, n), dark(1, n)];
            if (edge[0] && edge[1]) cut++;
            all++;
          }
          return cut > 0 && cut < all * 0.8;
        };
        seen++;
        if (inside < 6) out.push(value.anchor + " holds no ink");
        else if (crosses(0, width, true)) out.push(value.anchor + " is cut at the top");
      }
    }
    done({ out, seen });
  })().catch((error) => done({ out: [String(error)], seen: 0 }));`;

// On drawn pages: the letters whose middle lies in the box are those that are printed.
const LETTERS = `
  const out = [];
  let seen = 0;
  for (const paper of document.querySelectorAll(".paper")) {
    const letters = [];
    for (const text of paper.querySelectorAll("svg text")) {
      const matrix = text.getScreenCTM(), chars = [...text.textContent];
      let unit = 0;
      for (const char of chars) {
        const extent = text.getExtentOfChar(unit);
        unit += char.length;
        const point = new DOMPoint(extent.x + extent.width / 2, extent.y + extent.height / 2).matrixTransform(matrix);
        letters.push([char, point.x, point.y]);
      }
    }
    if (letters.length === 0) continue;
    const scale = paper.getBoundingClientRect().width / +paper.style.aspectRatio.split("/")[0], around = 2 * scale;
    for (const box of paper.querySelectorAll(".box.v")) {
      const value = jiaokan.values.find((value) => String(value.spot) === box.dataset.s);
      if (!value || !value.printed.trim()) continue;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const inside = letters.filter(([, x, y]) => x >= left - around && x <= right + around && y >= top - around && y <= bottom + around).map(([char]) => char).join("").replace(/\\s/g, "");
      const printed = value.printed.replace(/\\s/g, "");
      seen++;
      const has = [...printed].filter((char) => inside.includes(char)).length;
      if (has < [...printed].length * 0.9) out.push(value.anchor + ": " + printed + " but " + inside);
    }
  }
  return { out, seen };`;

// Where the source is text: what is lit is what is printed.
const TEXT = `
  const out = [];
  let seen = 0;
  const squeeze = (text) => text.replace(/[\\s|]/g, "");
  for (const value of jiaokan.values) {
    if (value.spot === undefined || !value.printed.trim()) continue;
    const lit = [...document.querySelectorAll("#source mark[data-s], #source td[data-s]")].filter((node) => node.dataset.s.split(" ").includes(String(value.spot)));
    if (lit.length === 0) continue;
    seen++;
    const shown = squeeze(lit.map((node) => node.textContent).join("")), printed = squeeze(value.printed);
    if (!shown.includes(printed.slice(0, 30)) && !printed.includes(shown)) out.push(value.anchor + ": " + printed + " but " + shown.slice(0, 80));
  }
  return { out, seen };`;

async function looks(file) {
  const overflow = await run(`
    const page = document.documentElement;
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const wide = [...document.querySelectorAll("#values > .body > *")].filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.id || node.className);
    return { sideways: page.scrollWidth > innerWidth + 1, bar: bar.height, wide };`);
  check(!overflow.sideways, `${file}: wider than the window`);
  check(overflow.bar < 190, `${file}: the head takes ${overflow.bar} pixels`);
}

try {
  await ask("POST", at + "/timeouts", { script: 60000 });
  await cdp("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  await cdp("Performance.enable");
  // What the browser asks for before the first page is not ours.
  await open("plan.json");
  for (const type of ["browser", "performance"]) await ask("POST", at + "/se/log", { type });
  for (const { file, kind, name } of plan.pages) {
    await size(1400, 900);
    await open(file);
    await looks(`${name} 1400`);
    const light = await run(LIGHT);
    check(light.dark.length === 0, `${name}: nothing is lit for ${light.dark}`);
    check(light.lost.length === 0, `${name}: the place does not lead back to ${light.lost}`);
    const measure = kind !== "pages" ? await run(TEXT) : await run("return document.querySelector('.paper svg') !== null;") ? await run(LETTERS)
      : await run("return document.querySelector('.paper img') !== null;") ? await ask("POST", at + "/execute/async", { script: INK, args: [] }) : { out: [], seen: light.count };
    told.push(`${name}: ${light.count} values, ${measure.seen} measured, ${measure.out.length} apart`);
    check(measure.seen > 0, `${name}: nothing was measured`);
    check(measure.out.length <= measure.seen * 0.02, `${name}: ${measure.out.slice(0, 8).join("; ")}`);
    await run("document.querySelector('#source').scrollTop = 0;");
    await shot(`${name}-1400`);
    await size(900, 1000);
    await looks(`${name} 900`);
    await shot(`${name}-900`);
    await quiet(name);
  }

  // Decide, by keys alone.
  await size(1400, 900);
  await open(plan.decide.file);
  const first = () => run("const on = document.querySelector('.c.on'); return on ? on.id : null;");
  const panel = () => run("return { read: document.getElementById('p-read').textContent, refused: document.getElementById('refused').textContent, decided: document.getElementById('p-decided').textContent, progress: document.getElementById('progress').textContent };");
  const need = await run("return jiaokan.values.filter(v => v.need).map(v => ({ anchor: v.anchor, read: v.read, status: v.status, grammar: v.grammar }));");
  check(need.length >= 3, `expected three values to decide on, found ${need.length}`);
  await keys("j");
  check((await first()) === need[0].anchor, `j leads to ${await first()}`);
  await keys("j");
  check((await first()) === need[1].anchor, `j again leads to ${await first()}`);
  await keys("k");
  check((await first()) === need[0].anchor, `k leads to ${await first()}`);
  await shot("panel");
  const hurt = need.findIndex((one) => one.anchor === plan.decide.anchor);
  check(hurt >= 0, `${plan.decide.anchor} needs no person`);
  await run(`jiaokan.choose(jiaokan.values.findIndex(v => v.anchor === ${JSON.stringify(plan.decide.anchor)}));`);
  await keys("a");
  check((await panel()).refused !== "", "a damaged value without a reading was accepted");
  await keys(ESCAPE);
  await run("document.activeElement.blur();");
  await keys("c");
  check(await run("return document.activeElement.id === 'typed';"), "c does not open the field");
  await run("document.getElementById('typed').value = '';");
  await keys(plan.decide.wrong + ENTER);
  const refused = await panel();
  check(refused.refused.includes(plan.decide.wrong), `a wrong value is not refused with what was found: ${refused.refused}`);
  check(refused.decided === "", "a wrong value was taken");
  await shot("refused");
  await run("document.getElementById('typed').value = '';");
  await keys(plan.decide.right + ENTER);
  const taken = await panel();
  check(taken.decided.includes(plan.decide.right), `a right value is not taken: ${JSON.stringify(taken)}`);
  check(/1\s*\//.test(taken.progress), `the count says ${taken.progress}`);
  await keys("n");
  await keys(plan.decide.note + ENTER);
  check((await panel()).decided.includes(plan.decide.note), "the note is not kept");
  // The others: what has a reading is accepted, the rest cannot be told.
  const rest = need.filter((one) => one.anchor !== plan.decide.anchor);
  for (const one of rest) {
    await run(`jiaokan.choose(jiaokan.values.findIndex(v => v.anchor === ${JSON.stringify(one.anchor)}));`);
    await keys(one.read === null ? "x" : "a");
  }
  const all = await panel();
  check(new RegExp(`${need.length}\\s*/\\s*${need.length}`).test(all.progress), `all decided, but the count says ${all.progress}`);
  await keys("u");
  check(!new RegExp(`${need.length}\\s*/\\s*${need.length}`).test((await panel()).progress), "u takes nothing back");
  await keys(rest[rest.length - 1].read === null ? "x" : "a");
  // Filters and search.
  const visible = () => run("return [...document.querySelectorAll('#values .item')].filter(n => !n.hidden).length;");
  const before = await visible();
  await run("document.querySelector('[name=f][value=decided]').click();");
  check((await visible()) < before && (await visible()) > 0, "the filter of what is decided shows all or nothing");
  await run("document.querySelector('[name=f][value=open]').click();");
  check((await visible()) === 0, "something is open, though all is decided");
  await run("document.querySelector('[name=f][value=all]').click();");
  await run("document.getElementById('q').focus();");
  await keys("满意");
  const found = await visible();
  check(found > 0 && found < before, `a search shows ${found} of ${before}`);
  await run("const q = document.getElementById('q'); q.value = ''; q.dispatchEvent(new Event('input', { bubbles: true })); q.blur();");
  check((await visible()) === before, "an empty search hides something");
  const severity = await run("const c = document.querySelector('[name=sev]'); if (!c) return null; c.click(); const shown = [...document.querySelectorAll('.finding')].filter(n => !n.hidden).map(n => n.dataset.sev); c.click(); return { shown, wanted: c.value };");
  check(severity && severity.shown.length > 0 && severity.shown.every((code) => code === severity.wanted), `the filter of severities shows ${JSON.stringify(severity)}`);
  // Both languages.
  await run("document.getElementById('lang').click();");
  check(await run("return document.querySelector('#findings h2').innerText.includes('Findings');"), "the other language is not shown");
  await shot("english");
  await run("document.getElementById('lang').click();");
  // Kept in the page, and saved.
  await run("document.getElementById('who').value = '李某'; document.getElementById('who').dispatchEvent(new Event('change'));");
  await ask("POST", at + "/refresh", {});
  check(new RegExp(`${need.length}\\s*/\\s*${need.length}`).test(await run("return document.getElementById('progress').textContent;")), "decisions are lost when the page is opened again");
  const file = await run("return jiaokan.file();");
  await run("document.getElementById('save').click();");
  const saved = join(downloads, "decisions.json");
  for (let n = 0; n < 50 && !existsSync(saved); n++) await sleep(100);
  check(existsSync(saved), "nothing was saved");
  if (existsSync(saved)) check(sorted(JSON.parse(readFileSync(saved, "utf8"))) === sorted(file), "what was saved is another");
  await quiet("decide");
  // A link opens the page at its value.
  await open(plan.decide.file, "#" + plan.decide.anchor);
  check((await first()) === plan.decide.anchor, "a link does not lead to its value");
  check(await run("const r = document.querySelector('.c.on').getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight;"), "the value of a link is out of sight");
  await quiet("link");

  // Hostile text.
  await open(plan.hostile.file);
  check(await run("return document.querySelectorAll('script').length === 3 && document.querySelectorAll('img').length === 0;"), "hostile text became elements");
  check(await run(`return document.getElementById('source').textContent.includes(${JSON.stringify(plan.hostile.text)});`), "hostile text is not shown");
  await run("jiaokan.choose(jiaokan.values.findIndex(v => v.printed.includes('<script>')));");
  check((await run("return document.getElementById('p-printed').textContent;")).includes("<script>"), "the panel does not show it as text");
  await looks("hostile");
  await quiet("hostile");

  // Forty pages.
  await open("data:,", "").catch(() => undefined);
  await open(plan.long.file);
  const metrics = Object.fromEntries((await cdp("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  told.push(`${plan.long.file}: ${metrics.ScriptDuration.toFixed(3)} s of scripting, ${metrics.LayoutDuration.toFixed(3)} s of layout, ${metrics.Nodes} nodes`);
  check(metrics.ScriptDuration < 1, `forty pages take ${metrics.ScriptDuration} s of scripting`);
  await shot("long");
  await quiet("long");

  // Paper.
  for (const { file, name } of plan.pages.slice(0, 1).concat(plan.pages.filter(({ kind }) => kind === "pages").slice(0, 1))) {
    await open(file);
    const pdf = Buffer.from(await ask("POST", at + "/print", { page: { width: 21.0, height: 29.7 }, background: true }), "base64");
    check(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20000, `${name}: printing gives ${pdf.length} bytes`);
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || [];
    told.push(`${name}: ${pages.length} printed pages`);
    check(pages.length > 1, `${name}: ${pages.length} printed pages`);
    if (plan.shots) writeFileSync(join(plan.shots, `${name}.pdf`), pdf);
  }
} catch (error) {
  wrong.push(String(error && error.stack || error));
} finally {
  await ask("DELETE", at).catch(() => undefined);
  driver.kill();
}
console.log(told.join("\n"));
console.error(wrong.join("\n"));
process.exitCode = wrong.length === 0 ? 0 : 1;
