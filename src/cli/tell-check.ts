import { InvalidArgumentError, Option } from "commander";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { counted } from "../core/words/counted.ts";
import { type FindingFormatName, findingFormats } from "../node/reports/formats/formats.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";

export type FindingFormat = "pretty" | FindingFormatName;

export const formatOption = () =>
  new Option("--format <format>", "how findings are printed")
    .choices(["pretty", ...Object.keys(findingFormats)])
    .default("pretty");

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a number from 0 on.");
}

export const maxWarningsOption = () =>
  new Option("--max-warnings <number>", "fails where there are more").argParser(wholeNumber);

/** Prints findings for a reader, with a line that sums up, or for a program. */
export function tellFindings(findings: readonly Diagnostic[], format: FindingFormat, summary: string): void {
  if (format !== "pretty") {
    console.log(findingFormats[format](findings));
    return;
  }
  if (findings.length > 0) console.error(printFindings(findings, paletteFor(process.stderr)));
  console.log(summary);
}

/** An error makes a check fail, and so do more warnings than are borne. */
export function judgeFindings(findings: readonly Diagnostic[], maxWarnings = Number.POSITIVE_INFINITY): void {
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const tooMany = warnings > maxWarnings;
  if (tooMany) console.error(`There are ${counted(warnings, "warning")}; --max-warnings allows ${maxWarnings}`);
  if (tooMany || hasErrors(findings)) process.exitCode = 1;
}
