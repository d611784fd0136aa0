import { type Palette, plainPalette, printDiagnostic, printPlace } from "../../core/diagnostics/code-frame.ts";
import { type Diagnostic, pathOf } from "../../core/diagnostics/diagnostic.ts";
import { counted } from "../../core/words/counted.ts";
import { passLine } from "./print-pass.ts";

/** Lines above a finding come and go: it is the same one wherever it stands in its file. */
const keyOf = (finding: Diagnostic): string => JSON.stringify([pathOf(finding), finding.code, finding.message]);

/** Those of the first that the second does not hold, or not as often. */
function without(findings: readonly Diagnostic[], others: readonly Diagnostic[]): Diagnostic[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const known = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), known - 1);
    return known <= 0;
  });
}

/**
 * What a save changed of the findings: the new ones whole, a line for each that is gone, and a last line that counts what stands:
 * `10:31:07 content/…: 1 new, 2 gone; 9 findings stand (0.2 s)`.
 */
export function printChange(
  before: readonly Diagnostic[],
  now: readonly Diagnostic[],
  changed: readonly string[],
  seconds: number,
  time: Date,
  palette: Palette = plainPalette,
): string {
  const [fresh, gone] = [without(now, before), without(before, now)];
  const standing = now.length - fresh.length;
  const counts = [
    ...(fresh.length > 0 ? [palette.error(`${fresh.length} new`)] : []),
    ...(gone.length > 0 ? [`${gone.length} gone`] : []),
  ];
  const rest = standing === 0 ? [] : [`${counted(standing, "finding")} ${standing === 1 ? "stands" : "stand"}`];
  const found = now.length === 0 ? ["no findings"] : rest;
  return [
    ...fresh.map((each) => printDiagnostic(each, palette, false)),
    ...gone.map(({ place, code, message }) => `Gone: ${printPlace(place)} [${code}] ${message}`),
    passLine(changed, [counts.join(", "), ...found].filter((part) => part !== "").join("; "), seconds, time),
  ].join("\n");
}
