// What YASGUI's editor suggests and marks: from our own metadata, before sparql.js makes the editor.
"use strict";
let knownPrefixes;
{
  const place = document.getElementById("yasgui");
  const { Yasqe } = Yasgui;
  const language = document.documentElement.lang;
  const metadata = fetch(place.dataset.metadata).then((answer) => answer.json());

  // YASGUI's own completers would ask prefix.cc and lov.linkeddata.es.
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
  knownPrefixes = () => known.prefixes;
}
