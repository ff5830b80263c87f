"use strict";
(function () {
  var form = document.getElementById("filter");
  if (!form) return;
  var items = Array.prototype.slice.call(document.querySelectorAll(".item")).map(function (node) {
    return {
      node: node,
      text: node.textContent.replace(/\s+/g, " ").toLowerCase(),
      kinds: node.hasAttribute("data-kinds") ? node.getAttribute("data-kinds").trim().split(/\s+/) : null,
      severities: node.hasAttribute("data-severity") ? node.getAttribute("data-severity").trim().split(/\s+/) : null,
      changed: !node.hasAttribute("data-unchanged")
    };
  });
  function chosen(name) {
    return Array.prototype.slice.call(form.querySelectorAll("input[name=" + name + "]:checked")).map(function (i) { return i.value; });
  }
  function meets(has, wanted) {
    return !has || wanted.length === 0 || wanted.some(function (w) { return has.indexOf(w) >= 0; });
  }
  function apply() {
    var kinds = chosen("kind"), severities = chosen("severity"), changed = form.changed.checked;
    var words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach(function (item) {
      item.node.hidden = !("#" + item.node.id === location.hash && item.node.id) && !(meets(item.kinds, kinds) && meets(item.severities, severities) &&
        (!changed || item.changed) && words.every(function (w) { return item.text.indexOf(w) >= 0; }));
    });
    document.querySelectorAll("section.list").forEach(function (section) {
      var all = section.querySelectorAll(".item"), out = section.querySelector("output");
      var shown = Array.prototype.filter.call(all, function (n) { return !n.hidden; }).length;
      out.textContent = shown === all.length ? "" : shown + " / " + all.length + " " + out.getAttribute("data-word");
    });
  }
  function remember() {
    var parts = [];
    [["severity", chosen("severity")], ["kind", chosen("kind")], ["q", form.q.value ? [form.q.value] : []], ["changed", form.changed.checked ? ["1"] : []]]
      .forEach(function (p) { if (p[1].length) parts.push(p[0] + "=" + p[1].map(encodeURIComponent).join(",")); });
    try { history.replaceState(null, "", parts.length ? "#filter?" + parts.join("&") : "#"); } catch (e) { /* a page that may not */ }
  }
  function recall() {
    var found = /^#filter\?(.*)$/.exec(location.hash);
    if (!found) return;
    found[1].split("&").forEach(function (part) {
      var at = part.indexOf("="), name = part.slice(0, at), values = part.slice(at + 1).split(",").map(function (v) {
        try { return decodeURIComponent(v); } catch (e) { return v; }
      });
      if (name === "q") form.q.value = values[0];
      form.querySelectorAll("input[type=checkbox]").forEach(function (box) {
        if (box.name === name) box.checked = values.indexOf(box.value) >= 0;
      });
    });
  }
  // What a link leads to is in sight: no filter hides it, and the bar does not cover it.
  function show() {
    recall();
    apply();
    var target = /^#[cp]\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }
  function measure() {
    var sticks = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--bar", (sticks ? form.offsetHeight : 0) + "px");
  }
  form.hidden = false;
  measure();
  window.addEventListener("resize", measure);
  form.addEventListener("toggle", measure, true);
  show();
  form.addEventListener("input", function () { apply(); remember(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); remember(); }, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", show);
})();
