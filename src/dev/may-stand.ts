import { type Diagnostic, isSpan } from "../core/diagnostics/diagnostic.ts";
import { positionOf, spanOfLine } from "../core/diagnostics/source.ts";

/** What they tell of lacks something, or does otherwise than was expected; nothing that a page says of it is untrue. */
const harmless: ReadonlySet<string> = new Set<Diagnostic["code"]>([
  "content/unwritten",
  "content/rough-line",
  "page/length",
  "spec/error-without-scenario",
  "spec/no-expectation",
  "spec/undocumented-parameter",
  "audit/undocumented-parameter",
  "audit/unlisted-error",
  "example/licence",
  "run/expectation",
  "run/fault",
  "run/unvouched",
]);

/** Whether it is told that a spec names no partner, rather than a wrong one. */
function lacksPartner({ code, place }: Diagnostic): boolean {
  if (!code.endsWith("/unpaired-reference") || !isSpan(place)) return false;
  const { start, end } = spanOfLine(place.source, positionOf(place.source, place.start).line);
  return !/^(released|acquired)_by:/.test(place.source.text.slice(start, end));
}

/** Whether what a finding tells of can be shown as it stands. */
export const mayStand = (finding: Diagnostic): boolean => harmless.has(finding.code) || lacksPartner(finding);
