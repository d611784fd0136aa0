import { printPlace } from "../../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import { findingText } from "./finding-text.ts";
import type { FindingFormat } from "./format.ts";
import { plainPlace } from "./plain-place.ts";

/** Signs that end a command's text, or one of its properties. */
const escapeText = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function command(diagnostic: Diagnostic): string {
  const { path, start, end } = plainPlace(diagnostic.place);
  const isOneLine = start !== undefined && start.line === end?.line;
  const properties = {
    file: path,
    line: start?.line,
    endLine: end?.line,
    col: isOneLine ? start.column : undefined,
    endColumn: isOneLine ? end.column : undefined,
    title: diagnostic.code,
  };
  const words = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  const where = start === undefined ? `${printPlace(diagnostic.place)}: ` : "";
  return `::${diagnostic.severity} ${words.join(",")}::${escapeText(`${where}${findingText(diagnostic)}`)}`;
}

/** Workflow commands of GitHub Actions, which show each finding on its line of a pull request. */
export const github: FindingFormat = (diagnostics) => diagnostics.map(command).join("\n");
