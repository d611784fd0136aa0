import { type DiagnosticCode, diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { type DiagnosticExample, diagnosticExample } from "../../node/explain/diagnostic-example.ts";
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
  verify: "Comparing with Linux",
  content: "Reading content",
  shard: "Sharing work among machines",
  site: "Checking the written site",
};

export const diagnosticNames = Object.keys(diagnosticCodes) as DiagnosticCode[];

export function diagnosticView(code: DiagnosticCode): DiagnosticView {
  return { code, href: pagePath("diagnostic", code), ...diagnosticCodes[code] };
}

const stageOf = (code: string): string => code.split("/")[0] ?? code;

/** Languages that code is coloured as, by the ending of a file's name. */
const languages: Readonly<Record<string, string>> = { yaml: "yaml", md: "md", c: "c", h: "c" };

export interface DiagnosticPage extends DiagnosticView {
  readonly example: DiagnosticExample;
  /** Of the example's input. */
  readonly language: string;
}

/** A code with what an author wrote and what is printed of it. Astro builds the pages in the folder of package.json. */
export function diagnosticPage(code: DiagnosticCode, project = process.cwd()): DiagnosticPage {
  const example = diagnosticExample(project, code);
  const language = languages[example.input?.path.split(".").at(-1) ?? ""] ?? "txt";
  return { ...diagnosticView(code), example, language };
}

/** Codes by the stage of the build that finds them. */
export function diagnosticsByStage(): { stage: string; title: string; codes: DiagnosticView[] }[] {
  return [...new Set(diagnosticNames.map(stageOf))].map((stage) => ({
    stage,
    title: stages[stage] ?? stage,
    codes: diagnosticNames.filter((code) => stageOf(code) === stage).map(diagnosticView),
  }));
}
