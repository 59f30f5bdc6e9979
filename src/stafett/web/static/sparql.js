// The query page with YASGUI in the place of the plain form. Without this script the form does the work.
"use strict";
{
  const place = document.getElementById("yasgui");
  const form = document.querySelector("form.query");
  const texts = JSON.parse(place.dataset.texts);
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const { Yasqe, Yasr } = Yasgui;
  const metadata = fetch(place.dataset.metadata).then((answer) => answer.json());

  // Completion from our own metadata; YASGUI's own completers would ask prefix.cc and lov.linkeddata.es.
  let known = { prefixes: {}, classes: [], properties: [] };
  const byIri = new Map();
  metadata.then((found) => {
    known = found;
    for (const term of [...found.classes, ...found.properties]) byIri.set(term.iri, term);
  }, () => undefined);

  function short(iri, prefixes) {
    let best = "";
    for (const [prefix, start] of Object.entries(prefixes)) {
      const rest = iri.slice(start.length);
      if (iri.startsWith(start) && /^[A-Za-z_][\w-]*$/.test(rest) && (!best || rest.length < best.split(":")[1].length)) {
        best = `${prefix}:${rest}`;
      }
    }
    return best;
  }

  function matches(terms, token) {
    const typed = (token?.autocompletionString ?? "").toLowerCase();
    const fits = (term) =>
      term.iri.toLowerCase().startsWith(typed) ||
      term.label.toLowerCase().includes(typed) ||
      (short(term.iri, known.prefixes).split(":")[1] ?? "").toLowerCase().startsWith(typed);
    return terms.filter(fits).map((term) => term.iri);
  }

  // The properties of the classes that the query says of the subject come first.
  function propertiesHere(yasqe) {
    const cursor = yasqe.getDoc().getCursor();
    const before = yasqe.getDoc().getRange({ line: 0, ch: 0 }, cursor).replace(/#[^\n<>"']*$/gm, "");
    const block = before.split(/[{}]|\.\s/).pop().trim();
    const subject = block.split(/\s+/)[0];
    if (!subject) return known.properties;
    const prefixes = { ...known.prefixes, ...yasqe.getPrefixesFromQuery() };
    const wanted = new Set();
    const escaped = subject.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const typed = new RegExp(`${escaped}\\s+(?:a|rdf:type)\\s+([^\\s;,.{}]+)`, "g");
    for (const [, name] of yasqe.getValue().matchAll(typed)) {
      const [prefix, local] = name.split(":");
      const iri = name.startsWith("<") ? name.slice(1, -1) : `${prefixes[prefix] ?? ""}${local ?? ""}`;
      for (const property of byIri.get(iri)?.properties ?? []) wanted.add(property);
    }
    const first = known.properties.filter((term) => wanted.has(term.iri));
    return wanted.size ? [...first, ...known.properties.filter((term) => !wanted.has(term.iri))] : known.properties;
  }

  function insert(yasqe, token, iri) {
    return short(iri, yasqe.getPrefixesFromQuery()) || short(iri, known.prefixes) || `<${iri}>`;
  }

  function explain(yasqe, hints) {
    const prefixes = { ...known.prefixes, ...yasqe.getPrefixesFromQuery() };
    const full = (text) => {
      if (text.startsWith("<")) return text.slice(1, -1);
      const colon = text.indexOf(":");
      return (prefixes[text.slice(0, colon)] ?? "") + text.slice(colon + 1);
    };
    for (const hint of hints) {
      const term = byIri.get(full(hint.text));
      if (!term) continue;
      const count = term.count === null ? "" : ` (${term.count.toLocaleString(document.documentElement.lang)})`;
      hint.displayText = term.label ? `${hint.text} – ${term.label}${count}` : `${hint.text}${count}`;
    }
    return hints;
  }

  const common = { bulk: false, autoShow: false, persistenceId: null, postProcessSuggestion: insert, postprocessHints: explain };
  Yasqe.forkAutocompleter("prefixes", {
    name: "own-prefixes",
    persistenceId: null,
    get: () => metadata.then((found) => Object.entries(found.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort()),
  }, false);
  Yasqe.forkAutocompleter("class", {
    ...common,
    name: "own-classes",
    // YASGUI's own rule also holds after the semicolon, where a property is wanted.
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
      return !/^[?$]/.test(token.string) && ["a", "rdf:type", "rdfs:domain", "rdfs:range"].includes(before.string);
    },
    get: (_yasqe, token) => metadata.then((found) => matches(found.classes, token)),
  }, false);
  Yasqe.forkAutocompleter("property", {
    ...common,
    name: "own-properties",
    // YASGUI's own rule knows only names with a prefix; after a semicolon any beginning of a name will do.
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
      if (!token.string || /^[?$]/.test(token.string)) return false;
      return token.state.possibleCurrent.includes("a") || before.string === ";";
    },
    get: (yasqe, token) => metadata.then(() => matches(propertiesHere(yasqe), token)),
  }, false);
  const completers = Yasqe.defaults.autocompleters;
  completers.splice(0, completers.length, "variables", "own-prefixes", "own-classes", "own-properties");

  // Errors: the sentence of our problem+json, and the place in the query.
  const status = document.getElementById("query-status");
  const faults = [];
  function clearFaults() {
    for (const mark of faults.splice(0)) mark();
  }
  function markFault(yasqe, line, column) {
    const text = yasqe.getDoc().getLine(line - 1) ?? "";
    const from = Math.min(column - 1, Math.max(text.length - 1, 0));
    const mark = yasqe.getDoc().markText({ line: line - 1, ch: from }, { line: line - 1, ch: text.length }, { className: "query-fault" });
    yasqe.addLineClass(line - 1, "background", "query-fault-line");
    faults.push(() => { mark.clear(); yasqe.removeLineClass(line - 1, "background", "query-fault-line"); });
    yasqe.getDoc().setCursor({ line: line - 1, ch: from });
  }
  Yasr.defaults.errorRenderers = [async (error) => {
    let problem;
    try { problem = JSON.parse(error.text); } catch { return undefined; }
    const box = document.createElement("div");
    box.className = "query-error";
    box.setAttribute("role", "alert");
    box.lang = document.documentElement.lang;
    const head = document.createElement("strong");
    head.textContent = problem.line
      ? texts.errorAt.replace("{line}", problem.line).replace("{column}", problem.column)
      : problem.status === 403 ? texts.refused : texts.error;
    const detail = document.createElement("p");
    detail.textContent = problem.detail;
    box.append(head, detail);
    const yasqe = gui.getTab()?.getYasqe();
    if (problem.line && yasqe) markFault(yasqe, problem.line, problem.column);
    return box;
  }];

  // A chart, drawn by the server from the rows that are here.
  class Chart {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 5;
      this.label = texts.chart;
      this.svg = "";
    }
    canHandleResults() {
      const numeric = /#(integer|decimal|double|float|int|long|short|byte|(non)?(positive|negative)Integer|unsigned\w+)$/i;
      const rows = this.yasr.results?.getBindings() ?? [];
      return rows.length > 1 && rows.some((row) => Object.values(row).some((term) => numeric.test(term.datatype ?? "")));
    }
    getIcon() { return undefined; }
    async draw() {
      const columns = this.yasr.results.getVariables();
      const bindings = this.yasr.results.getBindings().slice(0, 200);
      const answer = await fetch(place.dataset.chart, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-results+json" },
        body: JSON.stringify({ head: { vars: columns }, results: { bindings } }),
      });
      const box = document.createElement("div");
      box.className = "chart-region";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", texts.chart);
      box.tabIndex = 0;
      if (answer.ok) {
        this.svg = await answer.text();
        box.append(document.importNode(new DOMParser().parseFromString(this.svg, "image/svg+xml").documentElement, true));
      } else {
        box.textContent = texts.noChart;
      }
      this.yasr.resultsEl.append(box);
    }
    download(name) {
      return { contentType: "image/svg+xml", getData: () => this.svg, filename: `${name || "chart"}.svg`, title: "SVG" };
    }
  }
  Yasr.registerPlugin("chart", Chart, true);
  Yasr.defaults.pluginOrder.splice(1, 0, "chart");

  // A link that also works without JavaScript, and shows the answer.
  Yasgui.Tab.prototype.getShareableLink = function getShareableLink() {
    return `${endpoint}?${new URLSearchParams({ query: this.getQuery() })}`;
  };

  form.hidden = true;
  place.hidden = false;
  document.getElementById("editor-keys").hidden = false;
  const initial = form.elements.namedItem("query").value;
  const gui = new Yasgui(place, {
    autofocus: false,
    populateFromUrl: false,
    copyEndpointOnNewTab: false,
    persistenceId: "stafett-query",
    tabName: texts.tab,
    yasqe: { value: initial, editorHeight: "22rem", prefixCcApi: null },
    yasr: { prefixes: (yasr) => known.prefixes },
    requestConfig: {
      endpoint,
      method: "POST",
      headers: { "Accept-Language": document.documentElement.lang },
      acceptHeaderGraph: "text/turtle",
      acceptHeaderSelect: "application/sparql-results+json",
    },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  });

  function show(query, name) {
    const same = Object.values(gui._tabs).find((tab) => tab.getPersistedJson().yasqe.value === query);
    if (same) gui.selectTabId(same.getId());
    else gui.addTab(true, { name: gui.createTabName(name), yasqe: { value: query } });
    clearFaults();
  }
  if (place.dataset.given === "true") show(initial, texts.tab);

  for (const link of document.querySelectorAll("a[data-query]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.dataset.query, link.textContent.trim());
      const chosen = document.getElementById("chosen");
      chosen.hidden = false;
      chosen.replaceChildren(...[link.textContent.trim(), link.dataset.description].map((text, index) => {
        const line = document.createElement("p");
        line.append(index ? text : Object.assign(document.createElement("strong"), { textContent: text }));
        return line;
      }));
      gui.getTab()?.getYasqe()?.focus();
    });
  }

  // What an answer says beside its rows: how many, how long, and whether it was cut.
  const downloads = document.getElementById("downloads");
  gui.on("queryBefore", () => {
    clearFaults();
    document.getElementById("result")?.remove();
    status.hidden = true;
    downloads.hidden = true;
  });
  gui.on("queryResponse", (_gui, tab) => {
    // YASR has the answer only after this event.
    setTimeout(() => {
      const results = tab.getYasr()?.results;
      if (!results || results.hasError()) return;
      const cut = results.res?.headers?.get("stafett-cut");
      const limit = { rows: texts.cutRows, bytes: texts.cutBytes }[cut];
      status.hidden = !limit;
      status.textContent = limit ?? "";
      const kind = /^(CONSTRUCT|DESCRIBE)$/.test(tab.getYasqe().getQueryType()) ? "graph" : "table";
      for (const item of downloads.querySelectorAll("[data-kind]")) {
        item.hidden = item.dataset.kind !== kind;
        item.querySelector("a").href = `${endpoint}?${new URLSearchParams({ query: tab.getQuery(), download: item.dataset.format })}`;
      }
      downloads.hidden = false;
    });
  });

  // What YASGUI leaves out for those who cannot see or use a mouse.
  function mend() {
    const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };
    for (const area of place.querySelectorAll(".yasqe textarea")) set(area, "aria-label", texts.editor);
    for (const area of place.querySelectorAll(".yasr textarea")) set(area, "aria-label", texts.response);
    for (const input of place.querySelectorAll(".yasqe_sharePopup input")) set(input, "aria-label", texts.share);
    for (const list of document.querySelectorAll(".CodeMirror-hints")) {
      set(list, "aria-label", texts.suggestions);
      set(list, "tabindex", "0");
    }
    // What scrolls must be reachable by keyboard.
    for (const scroll of place.querySelectorAll(".CodeMirror-scroll")) {
      set(scroll, "tabindex", "0");
      set(scroll, "role", "group");
      set(scroll, "aria-label", scroll.closest(".yasqe") ? texts.editorText : texts.response);
    }
    for (const select of place.querySelectorAll("select.tableSizer")) set(select, "aria-label", texts.pageSize);
    for (const strip of place.querySelectorAll(".tabsList")) {
      for (const element of [strip, ...strip.querySelectorAll("[role]")]) element.removeAttribute("role");
      for (const link of strip.querySelectorAll("[aria-selected]")) {
        if (link.getAttribute("aria-selected") === "true") set(link, "aria-current", "true");
        else link.removeAttribute("aria-current");
        link.removeAttribute("aria-selected");
        link.removeAttribute("aria-controls");
        set(link, "tabindex", "0");
        set(link, "lang", document.documentElement.lang);
      }
      for (const input of strip.querySelectorAll(".tab input")) set(input, "aria-label", texts.rename);
    }
    for (const panel of place.querySelectorAll('[role="tabpanel"]')) panel.setAttribute("role", "group");
    for (const head of place.querySelectorAll("th .dt-column-title:empty")) head.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: "#" }));
    for (const button of place.querySelectorAll(".yasqe_queryButton")) {
      set(button, "aria-label", texts.run);
      set(button, "title", texts.run);
    }
  }
  // YASGUI speaks English only: its words are replaced where they stand, as the template gives them. {} stands
  // for what differs from time to time, and may be a word of its own.
  const language = document.documentElement.lang;
  const plain = new Map();
  const patterns = [];
  for (const [english, said] of Object.entries(JSON.parse(place.dataset.words))) {
    if (english === said && language !== "en") continue;
    if (!english.includes("{}")) plain.set(english, said);
    else patterns.push([new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll("{}", "(.+?)")}$`), said]);
  }
  function translated(text) {
    const whole = plain.get(text);
    if (whole) return whole;
    for (const [pattern, said] of patterns) {
      const found = pattern.exec(text);
      if (found) {
        const parts = found.slice(1).map((part) => plain.get(part) ?? part);
        return said.replaceAll("{}", () => parts.shift());
      }
    }
    return null;
  }
  function translate() {
    if (language === "en") return;
    for (const element of place.querySelectorAll("[title], [aria-label], [placeholder]")) {
      for (const name of ["title", "aria-label", "placeholder"]) {
        const said = element.hasAttribute(name) && translated(element.getAttribute(name));
        if (said) {
          element.setAttribute(name, said);
          element.setAttribute("lang", language);
        }
      }
    }
    // Never in the cells of an answer, which may hold the same words.
    for (const element of place.querySelectorAll("label, option, .label, .yasr_btn span, .yasr_response_chip, .pageSizerLabel, .dt-info")) {
      for (const node of element.childNodes) {
        const said = node.nodeType === Node.TEXT_NODE && translated(node.data.trim());
        if (said) {
          node.data = said;
          element.setAttribute("lang", language);
        }
      }
    }
  }
  new MutationObserver(() => {
    mend();
    translate();
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected"] });
  mend();
  translate();
}
