"use strict";
// How a value is typed: the grammar of src/value/grammar.rs for what a person types. It is held
// against that grammar by tests/it/view/grammar.rs over fixtures/view/typed.json: it accepts
// nothing that the program refuses.
var jiaokanGrammar = (function () {
  var CJK = /[\u2E80-\u2FDF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]/;
  var OPEN = { "（": "(", "［": "[", "【": "[", "〔": "[", "“": "\"", "”": "\"", "「": "\"", "」": "\"" };
  var CLOSE = { "）": ")", "］": "]", "】": "]", "〕": "]" };

  function foldChar(c) {
    var code = c.codePointAt(0);
    if (code >= 0xFF01 && code <= 0xFF5E) c = String.fromCharCode(code - 0xFEE0);
    if (c === "\u3000") return " ";
    if (/[—–―─]/.test(c)) return "~";
    return OPEN[c] || CLOSE[c] || c;
  }
  // As the program cleans a cell: white space is kept only between two Latin words or numbers.
  function clean(text) {
    var out = text.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u0000-\u0008\u000E-\u001F]/g, "").replace(/\s+/g, " ").trim();
    return out.replace(/ (?=(.))/g, function (space, next, at) {
      var before = out.charAt(at - 1);
      return /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(next) ? " " : "";
    });
  }
  function has(set, c) { return set.indexOf(c) >= 0; }
  function digit(c) { return c >= "0" && c <= "9"; }

  function longest(words, text, end) {
    var best = null;
    words.forEach(function (entry) {
      var word = entry[0];
      if (word && (end ? text.endsWith(word) : text.startsWith(word)) && (!best || word.length > best[0].length)) best = entry;
    });
    return best;
  }

  function Grammar(data) {
    // As the program folds: a traditional character stands for its simplified one.
    function fold(text) {
      return Array.from(text).map(function (c) { return foldChar(data.traditional[c] || c); }).join("");
    }
    var units = new Map(data.units.map(function (u) { return [u[0], { scalable: u[1], money: u[2] }]; }));

    function single(key) {
      var known = units.get(key);
      if (known) return known;
      var scale = longest(data.scales.map(function (s) { return [s]; }), key, false);
      if (!scale) return null;
      var rest = key.slice(scale[0].length);
      if (!rest) return { number: true };
      var base = units.get(rest);
      return base && base.scalable ? base : null;
    }
    function unit(text) {
      if (!text || text.length > 20) return null;
      var key = text.replace(/\s/g, "").toLowerCase();
      var found = single(text.replace(/\s/g, "")) || single(key);
      if (found) return found;
      var parts = [], part = "";
      Array.from(key).forEach(function (c) { if (has(data.joiners, c)) { parts.push(part); part = ""; } else part += c; });
      parts.push(part);
      if (parts.length < 2) return null;
      var all = parts.map(single);
      return all.every(function (u) { return u && !u.number; }) ? { rate: true } : null;
    }

    // The number at the start of a text: null, "damaged" or [length].
    function digits(text) {
      var run = /^\d+/.exec(text);
      if (!run) return null;
      var end = run[0].length;
      if (end > 15 || (end > 1 && text.charAt(0) === "0")) return "damaged";
      var first = end;
      while (text.charAt(end) === "," && digit(text.charAt(end + 1))) {
        if (first > 3 || !/^\d{3}(?!\d)/.test(text.slice(end + 1))) return "damaged";
        end += 4;
      }
      if (text.charAt(end) === ".") {
        var fraction = /^\d+/.exec(text.slice(end + 1));
        if (!fraction) return "damaged";
        end += 1 + fraction[0].length;
        if (/^[.,]\d/.test(text.slice(end))) return "damaged";
      }
      if (/^,? \d/.test(text.slice(end))) return "damaged";
      if (text.slice(0, end).replace(/\D/g, "").length > 27) return "damaged";
      return [end];
    }

    function add(marks, way) {
      if (way === 2) return true;
      if (marks.way !== undefined && marks.way !== way) return false;
      marks.way = way;
      return true;
    }

    // What is left before the marks and brackets at the end; null if a bracket holds more.
    function strip(rest, marks) {
      while (rest && !unit(rest)) {
        if (/[)\]]$/.test(rest)) {
          var open = Math.max(rest.lastIndexOf("("), rest.lastIndexOf("["));
          if (open < 0) return null;
          var inside = rest.slice(open + 1, -1);
          if (unit(inside)) marks.bracket = unit(inside);
          else if (inside.length > data.remark || /\d/.test(inside)) return null;
          rest = rest.slice(0, open);
          continue;
        }
        var after = longest(data.after, rest, true);
        if (!after) break;
        if (!add(marks, after[1])) return null;
        marks.after = true;
        rest = rest.slice(0, -after[0].length);
      }
      return rest;
    }

    function damagedDigits(rest) {
      var stray = 0;
      while (stray < rest.length && (has(data.lost, rest.charAt(stray)) || has(data.stops, rest.charAt(stray)))) stray++;
      if (stray > 0 && digit(rest.charAt(stray))) return true;
      var signs = ".,' \"。·", end = 0;
      while (end < rest.length && (digit(rest.charAt(end)) || has(data.lookalikes, rest.charAt(end)) || has(signs, rest.charAt(end)))) end++;
      var token = rest.slice(0, end), after = rest.slice(end);
      if (after && has(data.lost, after.charAt(0)) && /\d/.test(token)) return true;
      while (token && has(signs, token.charAt(token.length - 1))) token = token.slice(0, -1);
      var letters = 0, count = 0, odd = false;
      Array.from(token).forEach(function (c) {
        if (digit(c)) count++;
        else if (has(data.lookalikes, c)) { letters++; odd = true; } else if (c !== "." && c !== ",") odd = true;
      });
      var mostly = count > 0 && ((letters <= count && letters <= 2) || digit(token.charAt(0)));
      if (!mostly || !odd) return false;
      var left = after === "" || unit(after) ? "" : strip(after, {});
      return left === "" || (left !== null && unit(left) !== null);
    }

    // A date with letters for digits.
    function damagedDate(folded) {
      var signs = Array.from(folded.replace(/\s/g, "")), dated = /[年月日号]/;
      return dated.test(folded) && signs.some(function (c, at) {
        var beside = [signs[at - 1], signs[at + 1]].filter(Boolean);
        return has(data.lookalikes, c)
          && beside.some(digit) && beside.every(function (b) { return digit(b) || dated.test(b); });
      });
    }

    // Digits that run on into letters of other alphabets, mark-up or a power of ten.
    function interrupted(folded) {
      return /\d[\u0400-\u052F`]|[\u0400-\u052F`]\d|\d[eE][+-]\d|\d[*^](?!\d)|(^|\D)[*^]\d/.test(folded)
        || /(^|\D)(?!10[¹²³⁴-⁹])\d+[¹²³⁴-⁹]/.test(folded);
    }

    // "number", "words", "damaged"; of a number its parts.
    function parse(cell) {
      var text = cell;
      while (text && has(data.stops, text.charAt(text.length - 1))) text = text.slice(0, -1);
      var stop = cell.charAt(text.length);
      var head = text, mark;
      var marks = {};
      if (stop && stop !== "。" && stop !== ";" && digit(text.charAt(text.length - 1))) {
        while ((mark = longest(data.before, head, false))) head = head.slice(mark[0].length);
        return { kind: digit(head.charAt(0)) ? "damaged" : "words" };
      }
      if (text.length > 1 && text.charAt(0) === "\"" && text.charAt(text.length - 1) === "\"") head = text = text.slice(1, -1);
      while ((mark = longest(data.before, head, false))) {
        if (!add(marks, mark[1])) return { kind: "words" };
        marks.before = true;
        head = head.slice(mark[0].length);
      }
      if (damagedDigits(head)) return { kind: "damaged" };
      var sign = /^[+-](?=\d)/.test(head) ? 1 : 0;
      var negative = sign && head.charAt(0) === "-";
      var read = digits(head.slice(sign));
      if (read === "damaged") return { kind: "damaged" };
      if (!read) return { kind: "words" };
      var rest = head.slice(sign + read[0]);
      if (rest.charAt(0) === ",") return { kind: "damaged" };
      var upper = null, between = null;
      for (var at = 0; at < Math.min(rest.length, 10); at++) {
        var cut = longest(data.separators.map(function (s) { return [s]; }), rest.slice(at), false);
        if (!cut) continue;
        var inside = rest.slice(0, at);
        if (inside && !unit(inside)) break;
        var bound = rest.slice(at + cut[0].length), second = digits(bound);
        if (second && second !== "damaged") {
          upper = bound.slice(0, second[0]);
          between = inside ? unit(inside) : null;
          rest = bound.slice(second[0]);
        }
        break;
      }
      var tail = strip(rest, marks);
      if (tail === null) return { kind: "words" };
      tail = tail.replace(/^ /, "");
      var own = tail ? unit(tail) : null, unread = false;
      if (tail && !own) {
        var mid = longest(data.between, tail, false);
        if (mid && unit(tail.slice(mid[0].length))) own = unit(tail.slice(mid[0].length));
      }
      if (tail && !own) {
        var structural = /[A-Za-z0-9\/:,+\-~()\[\]%‰= ]/.test(tail);
        var short = tail.length <= data.unknown_unit;
        var verb = data.no_unit.some(function (word) { return word && tail.indexOf(word) >= 0; });
        if (!short || structural || verb) return { kind: "words" };
        unread = true;
      }
      if (upper !== null && (unread || Number(upper.replace(/,/g, "")) < Number(head.slice(sign, sign + read[0]).replace(/,/g, "")))) return { kind: "words" };
      return { kind: "number", plain: !marks.before && !marks.after && upper === null, unit: own || between || marks.bracket || null, unread: unread, negative: negative, tail: tail };
    }

    function placeholder(folded) {
      return folded === "" || data.placeholders.indexOf(folded) >= 0 || data.placeholder_runs.some(function (run) {
        return run && Array.from(folded).every(function (c) { return has(run, c); });
      });
    }
    function noise(folded) { return !/[A-Za-z0-9\u00C0-\u024F\u0370-\u04FF]/.test(folded) && !CJK.test(folded); }
    function words(text) {
      var folded = fold(text).replace(/ /g, "");
      if (placeholder(folded) || noise(folded) || damagedDate(folded) || interrupted(folded)) return false;
      return parse(fold(text)).kind === "words";
    }
    function day(text) {
      var found = /^(\d{4})(?:年|[-.\/])(\d{1,2})(?:月|[-.\/])(\d{1,2})日?$/.exec(text.replace(/ /g, ""));
      if (!found) return false;
      var y = +found[1], m = +found[2], d = +found[3];
      var date = new Date(Date.UTC(y, m - 1, d));
      return y >= 1900 && y <= 2100 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
    }
    function level(own, other, text) {
      if (own.indexOf(text) >= 0) return true;
      return other.indexOf(text) < 0 && words(text);
    }

    // Whether a text is a value of a grammar.
    function accepts(typed, grammar) {
      var text = clean(typed), folded = fold(text);
      if (!text) return false;
      switch (grammar) {
        case "text": return true;
        case "date": return day(folded);
        case "year": return /^(19|20)\d\d年?度?$/.test(folded);
        case "level1": return level(data.level1, data.level2, folded);
        case "level2": return level(data.level2, data.level1, folded);
        case "name":
          if (Array.from(text).some(function (c) { return has(data.unreadable, c) || /[\uE000-\uF8FF\uFFFD]/.test(c); })) return false;
          var stem = folded;
          var bracket = /^(.+)[(\[]([^()\[\]]*)[)\]]$/.exec(folded);
          if (bracket && unit(bracket[2])) stem = bracket[1];
          return words(stem) && data.level1.indexOf(folded) < 0 && data.level2.indexOf(folded) < 0;
      }
      if (placeholder(folded)) return grammar === "quantity";
      if (grammar === "quantity" && day(folded)) return true;
      var read = parse(folded);
      if (grammar === "quantity") {
        if (confusable(folded)) return false;
        if (read.kind === "damaged" || (read.kind === "words" && (noise(folded) || damagedDate(folded) || interrupted(folded)))) return false;
        if (read.kind === "number" && read.unread) return /^[\u4E00-\u9FFF]{2,}$/.test(read.tail) && !endsInUnit(read.tail);
        return true;
      }
      if (read.kind !== "number" || !read.plain) return false;
      if (grammar === "number") return !read.unread;
      return !read.unread && (read.unit === null || read.unit.money === true);
    }
    // A letter where a digit belongs, or a comparison said twice.
    function confusable(text) {
      return /(^|[^A-Za-z0-9])[lIoO]\s*\d/.test(text) || /\d[lIoO][^A-Za-z\s]/.test(text) || /[≥≤≧≦]{2}/.test(text);
    }
    function endsInUnit(tail) {
      for (var at = 1; at < tail.length; at++) if (unit(tail.slice(at))) return true;
      return false;
    }
    return { accepts: accepts };
  }
  return Grammar;
})();
if (typeof module !== "undefined") module.exports = jiaokanGrammar;
