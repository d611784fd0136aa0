import { printDiagnostic, printPlace } from "../../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import { visibleText } from "../../../core/diagnostics/visible-text.ts";
import { escapeXml } from "../xml.ts";
import type { FindingFormat } from "./format.ts";
import { plainPlace } from "./plain-place.ts";

function element(name: string, attributes: Readonly<Record<string, string | number>>, inner: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return `<${name}${words.join("")}>${inner}</${name}>`;
}

function testCase(diagnostic: Diagnostic): string {
  const { code, severity, message, place } = diagnostic;
  const text = escapeXml(printDiagnostic(diagnostic));
  const failure =
    severity === "error"
      ? element("failure", { type: code, message: visibleText(message) }, text)
      : element("system-out", {}, text);
  return element("testcase", { name: `${printPlace(place)} ${code}`, classname: plainPlace(place).path }, failure);
}

/** JUnit's XML: a test case for each finding, failed where it is an error; one that passed where nothing was found. */
export const junit: FindingFormat = (diagnostics) => {
  const failures = diagnostics.filter(({ severity }) => severity === "error").length;
  const counts = { tests: Math.max(1, diagnostics.length), failures };
  const cases =
    diagnostics.length > 0
      ? diagnostics.map(testCase)
      : [element("testcase", { name: "nothing is wrong", classname: "content" }, "")];
  const suite = element("testsuite", { name: "kfdoc", ...counts }, `\n${cases.join("\n")}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", counts, `\n${suite}\n`)}`;
};
