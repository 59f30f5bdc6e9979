// The query page with YASGUI in the place of the plain form. Without this script the form does the work.
"use strict";
{
  const place = document.getElementById("yasgui");
  const form = document.querySelector("form.query");
  const texts = JSON.parse(place.dataset.texts);
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const { Yasqe, Yasr } = Yasgui;
  const language = document.documentElement.lang;

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
    yasr: { prefixes: () => knownPrefixes() },
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
}
