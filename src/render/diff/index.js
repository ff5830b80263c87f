"use strict";
(function () {
  var table = document.querySelector("table.ranking"), form = document.getElementById("filter");
  if (!table || !form) return;
  var body = table.tBodies[0], heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var rows = Array.prototype.map.call(body.rows, function (node, place) {
    return {
      node: node, place: place,
      text: node.textContent.replace(/\s+/g, " ").toLowerCase(),
      kinds: node.getAttribute("data-kinds").split(" "),
      counts: node.getAttribute("data-counts").trim().split(" ").map(Number)
    };
  });
  function apply() {
    var words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var least = form.severity.selectedIndex, kind = form.kind.value, shown = 0;
    rows.forEach(function (row) {
      var grave = least === 0 || row.counts.slice(0, least).some(Boolean);
      var linked = "#" + row.node.id === location.hash;
      var fits = grave && (!kind || row.kinds.indexOf(kind) >= 0) &&
        words.every(function (w) { return row.text.indexOf(w) >= 0; });
      row.node.hidden = !(fits || linked);
      shown += row.node.hidden ? 0 : 1;
    });
    var out = document.querySelector("#pairs output");
    out.textContent = shown === rows.length ? "" : shown + " / " + rows.length + " " + out.getAttribute("data-word");
  }
  function value(row, column) {
    var text = row.node.cells[column].textContent.trim(), number = parseFloat(text);
    return isNaN(number) || /[\u3400-\u9fff]/.test(text) ? text : number;
  }
  function sort(column) {
    var head = heads[column], numbers = column !== 1;
    var down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numbers && column > 2;
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.slice().sort(function (a, b) {
      var x = value(a, column), y = value(b, column);
      var order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), document.documentElement.lang);
      return (down ? -order : order) || a.place - b.place;
    }).forEach(function (row) { body.appendChild(row.node); });
  }
  heads.forEach(function (head, column) {
    if (!head.hasAttribute("data-sort")) return;
    head.tabIndex = 0;
    head.addEventListener("click", function () { sort(column); });
    head.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(column); }
    });
  });
  function measure() {
    var sticks = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--bar", (sticks ? form.offsetHeight : 0) + "px");
  }
  function show() {
    apply();
    var target = /^#r\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }
  form.hidden = false;
  document.querySelector("#pairs .hint").hidden = false;
  measure();
  window.addEventListener("resize", measure);
  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", show);
  show();
})();
