import { showPath, showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { printDifferingByNature, printKernelReport } from "../node/verify/print-verification.ts";
import { passed, type VerifySummary } from "../node/verify/verify.ts";
import { isOnRecord, withOthersOnRecord, writeRecord } from "../node/verify/write-record.ts";

/** Prints what each kernel did and what is wrong with it; where something is, the command fails. */
export function tellVerification(report: VerifySummary, content: string): void {
  const findings = showPlaces(distinctFindings(report.diagnostics), content);
  if (findings.length > 0) console.error(`${printFindings(findings, paletteFor(process.stderr))}\n`);
  for (const kernel of report.kernels) console.log(`${printKernelReport(kernel)}\n`);
  console.log(printDifferingByNature());
  if (!passed(report)) process.exitCode = 1;
}

/** Writes the records, or tells `say` which are out of date. Where only some scenarios ran, the others stay as they are on record. */
export function keepRecords(
  { kernels }: VerifySummary,
  content: string,
  update: boolean,
  only: readonly string[],
  say: (line: string) => void = console.log,
): void {
  for (const { record: made } of kernels) {
    const record = only.length > 0 ? withOthersOnRecord(content, made) : made;
    const name = showPath(content)(`content/record/${record.release}.json`);
    if (isOnRecord(content, record)) continue;
    if (update) writeRecord(content, record);
    say(update ? `Wrote ${name}.` : `${name} is out of date: --update-record writes it.`);
  }
}
