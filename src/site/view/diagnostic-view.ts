import { type DiagnosticCode, diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { pagePath } from "../paths.ts";

export interface DiagnosticView {
  readonly code: string;
  readonly href: string;
  readonly title: string;
  readonly explanation: string;
}

const stages: Readonly<Record<string, string>> = {
  yaml: "Reading YAML",
  spec: "Checking specs",
  audit: "Holding specs against the kernel",
  example: "Compiling examples",
  load: "Loading objects",
  run: "Running scenarios",
  page: "Checking pages",
  content: "Reading content",
};

export const diagnosticNames = Object.keys(diagnosticCodes) as DiagnosticCode[];

export function diagnosticView(code: DiagnosticCode): DiagnosticView {
  return { code, href: pagePath("diagnostic", code), ...diagnosticCodes[code] };
}

const stageOf = (code: string): string => code.split("/")[0] ?? code;

/** Codes by the stage of the build that finds them. */
export function diagnosticsByStage(): { stage: string; title: string; codes: DiagnosticView[] }[] {
  return [...new Set(diagnosticNames.map(stageOf))].map((stage) => ({
    stage,
    title: stages[stage] ?? stage,
    codes: diagnosticNames.filter((code) => stageOf(code) === stage).map(diagnosticView),
  }));
}
