"use strict";
(function () {
  var root = document.documentElement;
  function id(name) { return document.getElementById(name); }
  var data = JSON.parse(id("data").textContent);
  var grammar = jiaokanGrammar(data.typing);
  var values = data.values;
  var byAnchor = new Map(values.map(function (v, i) { return [v.anchor, i]; }));
  var store = "jiaokan:decisions:" + data.source.sha256;
  var english = function () { return root.dataset.lang === "en"; };
  var say = function (both) { return both[english() ? 1 : 0]; };
  var WORDS = {
    accept: ["✓ 确认无误", "✓ accepted"], correct: ["✎ 更正为 ", "✎ corrected to "], cannot_tell: ["? 无法辨认", "? cannot tell"],
    none: ["（无）", "(none)"], note: ["备注：", "note: "],
    nothing: ["没有读出内容，不能确认；请更正或选“无法辨认”", "Nothing was read here: correct it, or say that it cannot be told"],
    quantity: ["应为“≥310个”“95%”一类的数值或文字", "expected a value such as ≥310个, 95% or words"],
    number: ["应为单独的数字，如 12.5", "expected a number alone, such as 12.5"],
    amount: ["应为“920.94万元”一类的金额", "expected an amount such as 920.94万元"],
    date: ["应为日期，如 2025-04-18", "expected a day such as 2025-04-18"],
    year: ["应为年度，如 2024", "expected a year such as 2024"],
    name: ["应为指标名称", "expected the name of an indicator"],
    level1: ["应为一级指标名称", "expected the label of level 1"], level2: ["应为二级指标名称", "expected the label of level 2"],
    text: ["应填写内容", "expected words"], found: ["，实为“", ", but found “"], end: ["”", "”"],
    other: ["这份复核结论属于另一份文件", "These decisions are of another file"],
    unreadable: ["不是复核结论文件", "This is no file of decisions"],
    loaded: ["已载入 ", "loaded: "], shown: [" 项", " shown"], done: ["待复核内容已全部决定，请导出复核结论。", "Everything is decided: save the decisions."]
  };

  // What is kept in the page. A browser may refuse to keep anything for a file.
  var decisions = {}, notes = {}, who = "";
  try {
    var kept = JSON.parse(localStorage.getItem(store) || "{}");
    who = typeof kept.who === "string" ? kept.who : "";
    Object.keys(kept.decisions || {}).forEach(function (anchor) {
      var value = values[byAnchor.get(anchor)], one = kept.decisions[anchor];
      if (value && one && one.printed === value.printed && one.read === value.read) decisions[anchor] = one;
    });
    Object.keys(kept.notes || {}).forEach(function (anchor) {
      if (byAnchor.has(anchor)) notes[anchor] = String(kept.notes[anchor]);
    });
    if (!who) who = localStorage.getItem("jiaokan:who") || "";
  } catch (e) { /* kept nothing */ }
  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify({ who: who, decisions: decisions, notes: notes }));
      localStorage.setItem("jiaokan:who", who);
    } catch (e) { /* may not */ }
  }

  // Characters that nobody sees, or that turn the text, stand as their numbers.
  var UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;
  function plain(text) {
    return String(text).replace(UNSEEN, function (c) { return "[U+" + ("000" + c.charCodeAt(0).toString(16).toUpperCase()).slice(-4) + "]"; });
  }
  function put(node, text) { node.textContent = plain(text); }
  function make(tag, text, attributes) {
    var node = document.createElement(tag);
    if (text) put(node, text);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    return node;
  }

  // Places: which elements show each.
  var places = new Map();
  function add(node) {
    node.dataset.s.split(" ").forEach(function (s) {
      if (s === "") return;
      if (!places.has(s)) places.set(s, []);
      places.get(s).push(node);
    });
  }
  id("source").querySelectorAll("[data-s]").forEach(add);
  values.forEach(function (value) {
    var here = value.spot === undefined ? [] : places.get(String(value.spot)) || [];
    here.forEach(function (node) {
      if (value.status === "damaged" || value.status === "repaired") node.classList.add("st-" + value.status);
      if (value.need) node.classList.add("need");
    });
  });
  var bySpot = new Map();
  values.forEach(function (value, i) {
    if (value.spot === undefined) return;
    var key = String(value.spot);
    // Of several values at one place the one that needs a person comes first.
    if (!bySpot.has(key) || (value.need && !values[bySpot.get(key)].need)) bySpot.set(key, i);
  });

  var lit = [];
  function dark() { lit.forEach(function (node) { node.classList.remove("lit"); }); lit = []; }
  function light(spots, scroll) {
    var first = null;
    spots.forEach(function (spot) {
      (places.get(String(spot)) || []).forEach(function (node) {
        node.classList.add("lit");
        lit.push(node);
        if (!first) first = node;
      });
    });
    if (first && scroll) first.scrollIntoView({ block: "center", inline: "nearest" });
    return first !== null;
  }

  var chosen = -1;
  function cell(i) { return id(values[i].anchor); }
  function choose(i, from) {
    // Of an empty cell of a column that is not shown there is none.
    if (i < 0 || i >= values.length || !cell(i)) return;
    if (chosen >= 0) cell(chosen).classList.remove("on");
    dark();
    chosen = i;
    var node = cell(i);
    node.classList.add("on");
    var row = node.closest(".item");
    if (row) row.hidden = false;
    if (values[i].spot !== undefined) light([values[i].spot], from !== "source");
    id("typing").hidden = true;
    id("noting").hidden = true;
    show();
    if (from !== "values") node.scrollIntoView({ block: "center", inline: "nearest" });
    if (from !== "link") try { history.replaceState(null, "", "#" + values[i].anchor); } catch (e) { /* may not */ }
  }

  function list(node, evidence) {
    evidence.forEach(function (proof) {
      var line = make("div", say(proof.says));
      if (proof.spot !== undefined) {
        line.className = "go";
        line.dataset.s = proof.spot;
      }
      node.appendChild(line);
    });
  }
  function show() {
    if (chosen < 0) return;
    var value = values[chosen], one = decisions[value.anchor];
    id("pick").hidden = true;
    id("one").hidden = false;
    put(id("p-label"), say(value.label));
    put(id("p-at"), say(value.at));
    put(id("p-printed"), value.printed || say(WORDS.none));
    put(id("p-read"), value.read === null ? say(WORDS.none) : value.read);
    var status = id("p-status");
    put(status, say(value.said));
    status.className = "tag st-" + value.status;
    var noted = notes[value.anchor] ? say(WORDS.note) + notes[value.anchor] : "";
    put(id("p-decided"), one ? told(one) : noted);
    function part(name, full) { document.querySelectorAll("#panel ." + name).forEach(function (n) { n.hidden = !full; }); }
    part("why", value.why.length > 0);
    put(id("p-why"), value.why.map(say).join("；"));
    var evidence = id("p-evidence"), candidates = id("p-candidates"), findings = id("p-findings");
    [evidence, candidates, findings].forEach(function (n) { n.textContent = ""; });
    part("ev", value.from !== undefined);
    if (value.from !== undefined) {
      evidence.appendChild(make("div", value.from + " → " + value.to));
      list(evidence, value.evidence);
    }
    part("cand", value.candidates.length > 0);
    value.candidates.forEach(function (offer) {
      var button = make("button", offer.value, { type: "button", "class": "offer" });
      button.addEventListener("click", function () { type(offer.value); });
      candidates.appendChild(button);
      list(candidates, offer.evidence);
    });
    part("fnd", value.findings.length > 0);
    value.findings.forEach(function (number) {
      var found = id("f-" + number);
      if (!found) return;
      var link = make("a", found.querySelector("p").innerText.trim(), { href: "#f-" + number });
      var line = make("div");
      line.appendChild(link);
      findings.appendChild(line);
    });
    id("undo").disabled = !one;
  }
  function told(one) {
    var text = say(WORDS[one.decision]);
    if (one.decision === "correct") text += one.value;
    if (one.note) text += "　" + say(WORDS.note) + one.note;
    return text;
  }

  function refresh() {
    values.forEach(function (value, i) {
      var one = decisions[value.anchor], node = cell(i);
      if (!node) return;
      if (one) node.setAttribute("data-d", plain(told(one)));
      else node.removeAttribute("data-d");
    });
    var need = values.filter(function (value) { return value.need; });
    var done = need.filter(function (value) { return decisions[value.anchor]; }).length;
    var all = Object.keys(decisions).length;
    id("progress").textContent = english() ? done + " of " + need.length + " decided" : "已复核 " + done + " / " + need.length;
    id("n-open").textContent = need.length - done;
    id("n-decided").textContent = all;
    id("save").disabled = all === 0;
    if (need.length > 0 && done === need.length) id("progress").title = say(WORDS.done);
  }
  function decide(decision, value) {
    if (chosen < 0) return;
    var about = values[chosen];
    if (decision === "accept" && about.read === null && about.status === "damaged") {
      id("typing").hidden = false;
      put(id("refused"), say(WORDS.nothing));
      return;
    }
    var one = { place: about.place, printed: about.printed, read: about.read, decision: decision };
    if (decision === "correct") one.value = value;
    if (notes[about.anchor]) one.note = notes[about.anchor];
    if (who) one.who = who;
    one.when = now();
    decisions[about.anchor] = one;
    keep();
    refresh();
    id("typing").hidden = true;
    show();
    apply();
  }
  function now() {
    var date = new Date(), shift = -date.getTimezoneOffset();
    var two = function (n) { return ("0" + Math.abs(n)).slice(-2); };
    var zone = shift === 0 ? "Z" : (shift < 0 ? "-" : "+") + two(Math.trunc(shift / 60)) + ":" + two(shift % 60);
    return new Date(date.getTime() + shift * 60000).toISOString().slice(0, 19) + zone;
  }

  function step(way) {
    var need = [];
    values.forEach(function (value, i) { if (value.need && cell(i) && !cell(i).closest(".item[hidden]")) need.push(i); });
    if (need.length === 0) return;
    var open = need.filter(function (i) { return !decisions[values[i].anchor]; });
    var from = open.length > 0 ? open : need;
    var next = way > 0 ? from.find(function (i) { return i > chosen; }) : from.slice().reverse().find(function (i) { return i < chosen; });
    if (next === undefined) next = way > 0 ? from[0] : from[from.length - 1];
    choose(next);
  }
  function type(text) {
    if (chosen < 0) return;
    var one = decisions[values[chosen].anchor];
    id("typing").hidden = false;
    id("noting").hidden = true;
    put(id("refused"), "");
    var field = id("typed");
    field.value = text !== undefined ? text : one && one.decision === "correct" ? one.value : values[chosen].read !== null ? values[chosen].read : values[chosen].printed;
    field.focus();
    field.select();
  }
  id("typing").addEventListener("submit", function (event) {
    event.preventDefault();
    var typed = id("typed").value.trim(), value = values[chosen];
    if (!grammar.accepts(typed, value.grammar)) {
      put(id("refused"), say(WORDS[value.grammar]) + say(WORDS.found) + typed + say(WORDS.end));
      return;
    }
    decide("correct", typed);
    id("typed").blur();
  });
  function note() {
    if (chosen < 0) return;
    id("noting").hidden = false;
    id("typing").hidden = true;
    id("noted").value = notes[values[chosen].anchor] || "";
    id("noted").focus();
  }
  id("noting").addEventListener("submit", function (event) {
    event.preventDefault();
    var anchor = values[chosen].anchor, one = decisions[anchor], text = id("noted").value.trim();
    if (text) notes[anchor] = text; else delete notes[anchor];
    // A note belongs to a decision: without one it waits in the page for it.
    if (one) {
      if (text) one.note = text; else delete one.note;
    }
    keep();
    refresh();
    show();
    id("noting").hidden = true;
    id("noted").blur();
  });
  function undo() {
    if (chosen < 0) return;
    delete decisions[values[chosen].anchor];
    keep();
    refresh();
    show();
    apply();
  }

  // The file: in the order of the report.
  function file() {
    var made = values.map(function (value) { return decisions[value.anchor]; }).filter(Boolean);
    // Who entered a name afterwards decided before it, too.
    made = made.map(function (one) { return who && !one.who ? Object.assign({}, one, { who: who }) : one; });
    return { schema: data.schema, program: data.program, source: data.source, decisions: made };
  }
  id("save").addEventListener("click", function () {
    var blob = new Blob([JSON.stringify(file(), null, 2) + "\n"], { type: "application/json" });
    var link = make("a", "", { href: URL.createObjectURL(blob), download: "decisions.json" });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  });
  id("load").addEventListener("change", function () {
    var input = id("load");
    if (!input.files[0]) return;
    input.files[0].text().then(function (text) {
      var read;
      try { read = JSON.parse(text); } catch (e) { read = null; }
      if (!read || read.schema !== data.schema || !Array.isArray(read.decisions)) { inform(WORDS.unreadable); return; }
      if (!read.source || read.source.sha256 !== data.source.sha256) { inform(WORDS.other); return; }
      var same = new Map(values.map(function (value) { return [key(value.place), value]; }));
      var count = 0;
      read.decisions.forEach(function (one) {
        var value = one && one.place && same.get(key(one.place));
        if (!value || one.printed !== value.printed || one.read !== value.read || !WORDS[one.decision]) return;
        decisions[value.anchor] = one;
        if (one.note) notes[value.anchor] = one.note;
        count++;
      });
      keep();
      refresh();
      show();
      apply();
      inform([WORDS.loaded[0] + count, WORDS.loaded[1] + count]);
      input.value = "";
    });
  });
  function key(place) { return [place.part || "indicators", place.table || "", place.ordinal || "", place.field].join(" "); }
  function inform(both) { id("shown").textContent = say(both); }

  // Filters.
  var form = id("filter"), rows = Array.prototype.slice.call(document.querySelectorAll("#values .item")).map(function (node) {
    return { node: node, text: node.textContent.replace(/\s+/g, " ").toLowerCase(), cells: Array.prototype.map.call(node.querySelectorAll("[data-i]"), function (c) { return +c.dataset.i; }), severity: node.dataset.sev || "" };
  });
  function apply() {
    var wanted = form.querySelector("[name=f]:checked").value, words = id("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    var grave = Array.prototype.map.call(form.querySelectorAll("[name=sev]:checked"), function (c) { return c.value; });
    var shown = 0;
    rows.forEach(function (row) {
      var fits = words.every(function (word) { return row.text.indexOf(word) >= 0; });
      if (fits && grave.length > 0) fits = grave.indexOf(row.severity) >= 0;
      if (fits && wanted !== "all") {
        fits = row.cells.some(function (i) {
          var one = decisions[values[i].anchor];
          return wanted === "need" ? values[i].need : wanted === "open" ? values[i].need && !one : one;
        });
      }
      row.node.hidden = !fits;
      if (fits) shown++;
    });
    document.querySelectorAll("#values .block").forEach(function (block) {
      var items = block.querySelectorAll(".item");
      var narrowed = words.length > 0 || grave.length > 0 || wanted !== "all";
      block.hidden = narrowed && !Array.prototype.some.call(items, function (n) { return !n.hidden; });
    });
    id("shown").textContent = shown === rows.length ? "" : shown + " / " + rows.length + say(WORDS.shown);
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  // Pointing.
  document.addEventListener("click", function (event) {
    if (event.target.closest("button, input, label")) return;
    var node = event.target.closest("[data-i]");
    if (node) { choose(+node.dataset.i, "values"); return; }
    node = event.target.closest("#source [data-s]");
    if (node) {
      var known = node.dataset.s.split(" ").filter(function (s) { return bySpot.has(s); });
      // Of places in each other the last named is the smallest.
      if (known.length > 0) choose(bySpot.get(known[known.length - 1]), "source");
      return;
    }
    var link = event.target.closest("a[href^='#']");
    if (link) return;
    node = event.target.closest("#values [data-s]");
    if (node) {
      dark();
      light(node.dataset.s.trim().split(" "), true);
      node.classList.add("lit");
      lit.push(node);
    }
  });
  document.addEventListener("mouseover", function (event) {
    if (chosen >= 0) return;
    var node = event.target.closest("[data-i]");
    if (!node) return;
    dark();
    var value = values[+node.dataset.i];
    if (value.spot !== undefined) light([value.spot], false);
  });
  function jump() {
    var anchor = "";
    try { anchor = decodeURIComponent(location.hash.slice(1)); } catch (e) { /* none */ }
    if (byAnchor.has(anchor)) { choose(byAnchor.get(anchor), "link"); return; }
    var found = /^f-\d+$/.test(anchor) && id(anchor);
    if (found) {
      found.hidden = false;
      found.scrollIntoView({ block: "center" });
      dark();
      light(found.dataset.s.trim().split(" "), true);
      found.classList.add("lit");
      lit.push(found);
    }
  }
  window.addEventListener("hashchange", jump);

  var KEYS = {
    j: function () { step(1); }, k: function () { step(-1); },
    a: function () { decide("accept"); }, c: function () { type(); }, x: function () { decide("cannot_tell"); },
    n: note, u: undo, "/": function () { id("q").focus(); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio" && event.target.type !== "checkbox") {
      if (event.key === "Escape") {
        event.target.blur();
        id("typing").hidden = true;
        id("noting").hidden = true;
      }
      return;
    }
    var act = KEYS[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  [["prev", function () { step(-1); }], ["next", function () { step(1); }], ["accept", function () { decide("accept"); }], ["correct", function () { type(); }], ["cannot", function () { decide("cannot_tell"); }], ["notes-on", note], ["undo", undo]].forEach(function (pair) {
    id(pair[0]).addEventListener("click", pair[1]);
  });
  id("who").value = who;
  id("who").addEventListener("change", function () { who = id("who").value.trim(); keep(); });
  function language(code) {
    root.dataset.lang = code;
    root.lang = code;
    refresh();
    show();
    apply();
  }
  id("lang").addEventListener("click", function () { language(english() ? "zh-CN" : "en"); });
  refresh();
  jump();
  // For those who test the page.
  window.jiaokan = { file: file, choose: choose, values: values };
})();
