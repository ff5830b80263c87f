"use strict";
(function () {
  var form = document.getElementById("filter");
  if (!form) return;
  var panels = Array.prototype.slice.call(document.querySelectorAll(".panel")).map(function (node) {
    return {
      node: node, head: node.querySelector("h2").textContent.toLowerCase(),
      rows: Array.prototype.slice.call(node.querySelectorAll(".item")).map(function (row) {
        return { node: row, text: row.textContent.toLowerCase(), found: row.classList.contains("found") };
      })
    };
  });
  function apply() {
    var words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean), found = form.found.checked, shown = 0, all = 0;
    panels.forEach(function (panel) {
      var left = 0;
      panel.rows.forEach(function (row) {
        var fits = (!found || row.found) && words.every(function (w) {
          return row.text.indexOf(w) >= 0 || panel.head.indexOf(w) >= 0;
        });
        row.node.hidden = !fits && "#" + row.node.id !== location.hash;
        left += row.node.hidden ? 0 : 1;
        all += 1;
      });
      shown += left;
      panel.node.hidden = left === 0 && panel.rows.length > 0 && "#" + panel.node.id !== location.hash;
    });
    var out = form.querySelector("output");
    out.textContent = shown === all ? "" : shown + " / " + all + " " + out.getAttribute("data-word");
  }
  function measure() {
    var sticks = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--bar", (sticks ? form.offsetHeight : 0) + "px");
  }
  function show() {
    apply();
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }
  form.hidden = false;
  measure();
  window.addEventListener("resize", measure);
  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", show);
  show();
})();
