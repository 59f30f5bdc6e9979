// YASGUI put right where it stands: what it leaves out for those who cannot see, and its words in our languages.
"use strict";
{
  const place = document.getElementById("yasgui");
  const texts = JSON.parse(place.dataset.texts);
  const language = document.documentElement.lang;

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

  // YASGUI speaks English only, and its own at that: its words are replaced where they stand, as the template
  // gives them. {} stands for what differs from time to time, and may be a word of its own.
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
