"use strict";
(function () {
  var form = document.getElementById("filter");
  if (!form) return;
  var groups = Array.prototype.slice.call(document.querySelectorAll(".group")).map(function (node) {
    var head = node.querySelector("h2").textContent + " " + (node.querySelector("p") || node).textContent;
    return {
      node: node, head: head.toLowerCase(),
      items: Array.prototype.slice.call(node.querySelectorAll(".item")).map(function (item) {
        return { node: item, severity: item.getAttribute("data-severity"), text: item.textContent.toLowerCase() };
      })
    };
  });
  function apply() {
    var severities = Array.prototype.slice.call(form.querySelectorAll("input[name=severity]:checked")).map(function (i) { return i.value; });
    var words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0, all = 0;
    groups.forEach(function (group) {
      var left = 0;
      group.items.forEach(function (item) {
        var fits = (!severities.length || severities.indexOf(item.severity) >= 0) && words.every(function (w) {
          return item.text.indexOf(w) >= 0 || group.head.indexOf(w) >= 0;
        });
        item.node.hidden = !fits;
        left += fits ? 1 : 0;
        all += 1;
      });
      shown += left;
      var filtered = severities.length || words.length;
      group.node.hidden = left === 0 && filtered && "#" + group.node.id !== location.hash;
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
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
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
