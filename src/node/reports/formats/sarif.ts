import packageJson from "../../../../package.json" with { type: "json" };
import { diagnosticCodes } from "../../../core/diagnostics/codes.ts";
import type { Diagnostic, Note } from "../../../core/diagnostics/diagnostic.ts";
import { findingText } from "./finding-text.ts";
import type { FindingFormat } from "./format.ts";
import { plainJson } from "./plain-json.ts";
import { plainPlace } from "./plain-place.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

function location(place: Diagnostic["place"]): object {
  const { path, start, end } = plainPlace(place);
  const region = {
    startLine: start?.line,
    startColumn: start?.column,
    endLine: end?.line,
    endColumn: end?.column,
    ...("byteOffset" in place && { byteOffset: place.byteOffset }),
  };
  return { physicalLocation: { artifactLocation: { uri: encodeURI(path) }, region } };
}

const related = ({ message, place }: Note): object[] =>
  place ? [{ ...location(place), message: { text: message } }] : [];

function result(diagnostic: Diagnostic, rules: readonly string[]): object {
  const { code, severity, place, notes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: severity,
    message: { text: findingText(diagnostic) },
    locations: [location(place)],
    relatedLocations: notes.flatMap(related),
  };
}

/** The Static Analysis Results Interchange Format, 2.1.0 (OASIS); columns count UTF-16 units. */
export const sarif: FindingFormat = (diagnostics) => {
  const found = [...new Set(diagnostics.map(({ code }) => code))];
  const rules = found.map((code) => ({
    id: code,
    shortDescription: { text: diagnosticCodes[code].title },
    fullDescription: { text: diagnosticCodes[code].explanation },
  }));
  const driver = { name: packageJson.name, version: packageJson.version, rules };
  const results = diagnostics.map((diagnostic) => result(diagnostic, found));
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return plainJson(log);
};
