import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { auditSpec } from "../../../src/core/audit/audit-spec.ts";
import { printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import { type Diagnostic, pathOf } from "../../../src/core/diagnostics/diagnostic.ts";
import { checkPages } from "../../../src/node/build/check-pages.ts";
import { readContent } from "../../../src/node/build/read-content.ts";
import { kernelKfuncs, readKernel } from "../../../src/node/build/read-kernel.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkFolder, project } from "./content-copy.ts";

interface Slip {
  readonly name: string;
  readonly file: "spec" | "page" | "c" | "scenarios";
  readonly from?: string;
  readonly to?: string;
  readonly all?: true;
  readonly text?: string;
}

const cases = resolve(import.meta.dirname, "../../cases/slips");
const slips: readonly Slip[] = parse(readFileSync(join(cases, "slips.yaml"), "utf8"));
const texts = { spec: "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml", page: "kfuncs/dynptr/bpf_dynptr_slice.md" } as const;
const files = { c: "program.bpf.c", scenarios: "program.yaml" } as const;

function spoil(text: string, { name, from, to = "", all, text: whole }: Slip): string {
  if (whole !== undefined) return whole;
  if (from === undefined || !text.includes(from)) throw new Error(`${name}: the text does not hold ${from}`);
  return all ? text.replaceAll(from, to) : text.replace(from, to);
}

/** Place, code, message and remedy, a line each. */
const told = (found: readonly Diagnostic[]): string[] =>
  found.map(({ place, code, message, help }) => `  ${printPlace(place)} [${code}] ${message} | ${help ?? ""}`);

const printed = new Map<string, readonly string[]>();

/** Of specs and pages, what is found without the compiler. */
function lookThroughTexts(): void {
  const content = join(temporaryFolder(), "content");
  const filter = (path: string) => !/coverage\.json$|record/.test(path);
  cpSync(join(project, "tests/cases/content"), content, { recursive: true, filter });
  cpSync(join(project, "content/kernels"), join(content, "kernels"), { recursive: true });
  const { value: kernel } = readKernel(readContent(content).sources.kernels);
  if (!kernel) throw new Error("the sample has no kernels");
  const look = () => {
    const { sources, content: read, diagnostics } = readContent(content, readAsBefore(content), kernelKfuncs);
    const audited = read.kfuncs.flatMap((file) => auditSpec(file, kernel));
    return distinctFindings([...diagnostics, ...checkPages(read, sources, kernel), ...audited]);
  };
  expect(told(look())).toEqual([]);
  for (const slip of slips) {
    if (slip.file !== "spec" && slip.file !== "page") continue;
    const path = join(content, texts[slip.file]);
    const right = readFileSync(path, "utf8");
    writeFileSync(path, spoil(right, slip));
    printed.set(slip.name, told(look()));
    writeFileSync(path, right);
  }
}

/** Of examples, what one check of them all finds: each slip has a copy of its own, and one has none. */
async function checkExamples(): Promise<void> {
  const content = join(temporaryFolder(), "content");
  cpSync(join(project, "content/kernels/7.3"), join(content, "kernels/7.3"), { recursive: true });
  cpSync(join(project, "tests/cases/content/kfuncs/dynptr"), join(content, "kfuncs/dynptr"), {
    recursive: true,
    filter: (path) => !path.endsWith(".md"),
  });
  const ofExamples = slips.filter(({ file }) => file === "c" || file === "scenarios");
  for (const slip of [...ofExamples, undefined]) {
    const folder = join(content, "examples", slip?.name ?? "no-slip");
    mkdirSync(folder, { recursive: true });
    for (const [kind, name] of Object.entries(files)) {
      const right = readFileSync(join(cases, name), "utf8");
      writeFileSync(join(folder, name), slip?.file === kind ? spoil(right, slip) : right);
    }
  }
  const { diagnostics } = await checkFolder(content);
  const found = distinctFindings(diagnostics);
  for (const name of [...ofExamples.map((slip) => slip.name), "no-slip"]) {
    printed.set(name, told(found.filter((finding) => pathOf(finding).split("/").includes(name))));
  }
}

beforeAll(async () => {
  lookThroughTexts();
  await checkExamples();
  if (process.env.UPDATE_CASES !== "1") return;
  const blocks = slips.map(({ name }) => [name, ...(printed.get(name) ?? [])].join("\n"));
  writeFileSync(join(cases, "printed.txt"), `${blocks.join("\n\n")}\n`);
});

describe("an author who slips is told where, why and what to do", () => {
  const expected = new Map(
    readFileSync(join(cases, "printed.txt"), "utf8")
      .trimEnd()
      .split("\n\n")
      .map((block) => block.split("\n"))
      .map(([name = "", ...lines]) => [name, lines] as const),
  );

  test.each(slips)("$name", ({ name }) => {
    expect(printed.get(name)).not.toEqual([]);
    expect(printed.get(name)).toEqual(expected.get(name));
  });

  test("and one who does not is told of nothing", () => expect(printed.get("no-slip")).toEqual([]));
});
