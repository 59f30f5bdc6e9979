// The query page with YASGUI in the place of the plain form. Without this script the form does the work.
"use strict";
{
  const place = document.getElementById("yasgui");
  const form = document.querySelector("form.query");
  const texts = JSON.parse(place.dataset.texts);
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const { Yasqe, Yasr } = Yasgui;
  const language = document.documentElement.lang;
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
    const given = token?.autocompletionString ?? "";
    const colon = given.indexOf(":");
    const start = known.prefixes[given.slice(0, colon)];
    // YASGUI knows only the prefixes that the query declares.
    const typed = (start ? start + given.slice(colon + 1) : given).toLowerCase();
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
      const count = term.count === null ? "" : ` (${term.count.toLocaleString(language)})`;
      hint.displayText = term.label ? `${hint.text} – ${term.label}${count}` : `${hint.text}${count}`;
    }
    return hints;
  }

  // A prefix that the service knows needs no declaration: YASGUI would mark it as an error.
  const declared = JSON.parse(place.dataset.prefixes);
  const strict = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", (...options) => {
    const mode = strict(...options);
    return {
      ...mode,
      token(stream, state) {
        const style = mode.token(stream, state);
        const unknown = /^Prefix '(.*)' is not defined$/.exec(state.errorMsg ?? "");
        if (unknown && Object.hasOwn(declared, unknown[1])) Object.assign(state, { OK: true, errorMsg: undefined });
        return style;
      },
    };
  });

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
  function told(title, detail) {
    const box = document.createElement("div");
    box.className = "query-error";
    box.setAttribute("role", "alert");
    box.lang = language;
    box.append(...["strong", "p"].map((name, index) => Object.assign(document.createElement(name), { textContent: [title, detail][index] })));
    return box;
  }
  Yasr.defaults.errorRenderers = [async (error) => {
    let problem;
    // What is no problem of ours is the browser's own word for an answer that broke off or never came.
    try { problem = JSON.parse(error.text); } catch { return told(texts.noAnswer, texts.broken); }
    const yasqe = gui.getTab()?.getYasqe();
    if (problem.line && yasqe) markFault(yasqe, problem.line, problem.column);
    const at = problem.line && texts.errorAt.replace("{line}", problem.line).replace("{column}", problem.column);
    const title = at || ({ 400: texts.error, 403: texts.refused }[problem.status] ?? texts.noAnswer);
    return told(title, problem.detail);
  }];

  // A graph without a triple, which YASGUI's views can't show.
  class Nothing {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 30;
      this.hideFromSelection = true;
    }
    canHandleResults() {
      // YASR keeps the whole response where it finds no text in it.
      return this.yasr.results?.getData()?.content === "";
    }
    getIcon() { return undefined; }
    draw() {
      this.yasr.resultsEl.append(Object.assign(document.createElement("p"), { className: "nothing", lang: language, textContent: texts.nothing }));
    }
  }
  Yasr.registerPlugin("nothing", Nothing, true);

  // Values whole, as in the plain page; quotes, datatypes and shortened texts are a choice.
  Yasr.defaults.plugins.table.dynamicConfig = { compact: true, isEllipsed: false };

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
    getIcon() {
      const icon = document.createElement("div");
      icon.className = "svgImg";
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" aria-hidden="true"><path d="M1 1v14h14v-2H3V1zm4 7h2v4H5zm3-5h2v9H8zm3 3h2v6h-2z"/></svg>';
      icon.append(document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true));
      return icon;
    }
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
      headers: { "Accept-Language": language },
      acceptHeaderGraph: "text/turtle",
      acceptHeaderSelect: "application/sparql-results+json",
    },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  });

  const examples = new Set([...document.querySelectorAll("a[data-query]")].map((link) => link.dataset.query));
  function show(query, name) {
    const same = Object.values(gui._tabs).find((tab) => tab.getPersistedJson().yasqe.value === query);
    const here = gui.getTab();
    if (same) gui.selectTabId(same.getId());
    // An example that was neither changed nor run gives way, so that looking around leaves no pile of tabs.
    else if (here?.getYasqe() && !here.hasResults() && examples.has(here.getQuery())) here.setQuery(query).setName(gui.createTabName(name));
    else gui.addTab(true, { name: gui.createTabName(name), yasqe: { value: query } });
    clearFaults();
  }
  if (place.dataset.given === "true") show(initial, texts.tab);

  // What the chosen tab asks: the example it is, if it is one.
  function describe(query) {
    const chosen = document.getElementById("chosen");
    chosen.hidden = true;
    for (const link of document.querySelectorAll("a[data-query]")) {
      link.removeAttribute("aria-current");
      if (link.dataset.query !== query) continue;
      link.setAttribute("aria-current", "true");
      chosen.hidden = false;
      chosen.replaceChildren(...[link.textContent.trim(), link.dataset.description].map((text, index) => {
        const line = document.createElement("p");
        line.append(index ? text : Object.assign(document.createElement("strong"), { textContent: text }));
        return line;
      }));
    }
  }
  for (const link of document.querySelectorAll("a[data-query]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.dataset.query, link.textContent.trim());
      describe(link.dataset.query);
      gui.getTab()?.getYasqe()?.focus();
    });
  }

  // What an answer says beside its rows: how many, how long, and whether it was cut.
  const downloads = document.getElementById("downloads");
  function offer(tab) {
    const results = tab?.getYasr()?.results;
    downloads.hidden = status.hidden = true;
    if (!results || results.hasError()) return;
    const limit = { rows: texts.cutRows, bytes: texts.cutBytes }[results.res?.headers?.get("stafett-cut")];
    status.hidden = !limit;
    status.textContent = limit ?? "";
    const kind = /^(CONSTRUCT|DESCRIBE)$/.test(tab.getYasqe().getQueryType()) ? "graph" : "table";
    for (const item of downloads.querySelectorAll("[data-kind]")) {
      item.hidden = item.dataset.kind !== kind;
      item.querySelector("a").href = `${endpoint}?${new URLSearchParams({ query: tab.getQuery(), download: item.dataset.format })}`;
    }
    downloads.hidden = false;
  }
  gui.on("queryBefore", () => {
    clearFaults();
    document.getElementById("result")?.remove();
    downloads.hidden = status.hidden = true;
  });
  // YASGUI tells of these before it has done them.
  const later = (act) => setTimeout(() => {
    const tab = gui.getTab();
    if (tab?.getYasqe()) act(tab);
  });
  gui.on("queryResponse", () => later(offer));
  for (const event of ["tabAdd", "tabSelect", "tabClose"]) {
    gui.on(event, () => later((tab) => {
      describe(tab.getQuery());
      offer(tab);
    }));
  }

  // An identifier of ours leads to its page here, as in the plain page.
  const { base, root } = place.dataset;
  function local(link) {
    const given = link.getAttribute("href");
    if (given.startsWith(`${base}/`)) link.href = root + given.slice(base.length + 1);
  }

  // What YASGUI leaves out for those who cannot see or use a mouse.
  function mend() {
    for (const link of place.querySelectorAll("a.iri")) local(link);
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
        set(link, "lang", language);
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
  // YASGUI speaks English only, and its own at that: its words are replaced where they stand, as the template gives them. {} stands
  // for what differs from time to time, and may be a word of its own.
  const plain = new Map();
  const patterns = [];
  for (const [english, said] of Object.entries(JSON.parse(place.dataset.words))) {
    if (english === said) continue;
    if (!english.includes("{}")) plain.set(english, said);
    else patterns.push([new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll("{}", "(.+?)")}$`), said]);
  }
  function translated(text) {
    const whole = plain.get(text);
    if (whole) return whole;
    for (const [pattern, said] of patterns) {
      const found = pattern.exec(text);
      if (found) {
        const parts = found.slice(1).map((part) => plain.get(part) ?? (/^\d+(\.\d+)?$/.test(part) ? Number(part).toLocaleString(language) : part));
        return said.replaceAll("{}", () => parts.shift());
      }
    }
    return null;
  }
  function translate() {
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
    for (const element of place.querySelectorAll("label, option, .label, .yasr_btn, .yasr_btn span, .yasr_response_chip, .pageSizerLabel, .dt-info, .dt-empty, .booleanResult span, .notification, .context-menu-item")) {
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
