import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { printRun } from "../../../src/node/run/print-run.ts";
import { runExamples } from "../../../src/node/run/run-examples.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project, quietly } from "../build/content-copy.ts";

/** Examples with a mistake in each scenario; the text beside each holds what `kfdoc run` tells of it, and UPDATE_CASES=1 writes that. */
const cases = resolve(import.meta.dirname, "../../cases/remedies");
const examples = readdirSync(cases).flatMap((name) => (name.endsWith(".yaml") ? [name.replace(".yaml", "")] : []));

/** The cases as a content folder, with the specs of all kfuncs that they declare. */
function contentOf(): string {
  const content = join(temporaryFolder(), "content");
  cpSync(cases, join(content, "examples/remedies"), { recursive: true, filter: (path) => !path.endsWith(".txt") });
  mkdirSync(join(content, "kfuncs/remedies"), { recursive: true });
  const declared = examples.flatMap((name) =>
    [...readFileSync(join(cases, `${name}.bpf.c`), "utf8").matchAll(/^extern .*?(\w+)\(.*__ksym;$/gm)].map(
      ([, kfunc]) => kfunc,
    ),
  );
  const specs = new Map(
    globSync(join(project, "content/kfuncs/*/*.yaml")).map((path) => [basename(path, ".yaml"), path]),
  );
  for (const kfunc of new Set(declared)) {
    const { name, since } = parse(readFileSync(specs.get(kfunc ?? "") ?? "", "utf8"));
    writeFileSync(join(content, `kfuncs/remedies/${name}.yaml`), JSON.stringify({ name, since }));
  }
  return content;
}

function told({ place, code, message, notes = [], help = "" }: Diagnostic): string[] {
  const remarks = notes.map((note) => `  - ${note.place ? `${printPlace(note.place)}: ` : ""}${note.message}`);
  return [`${printPlace(place)} [${code}] ${message}`, ...remarks, `  ${help}`];
}

const printed = new Map<string, string>();

beforeAll(async () => {
  const content = contentOf();
  for (const name of examples) {
    const report = await runExamples({
      content,
      cache: sharedCache,
      files: readAsBefore(content),
      names: [`remedies/${name}`],
      progress: quietly,
    });
    const failed = report.runs
      .filter(({ answers }) => answers.some(({ result }) => result.kind !== "ran"))
      .map((run) => printRun(run, false));
    const found = distinctFindings(report.diagnostics).map((each) => told(each).join("\n"));
    printed.set(name, `${[...failed, ...found].join("\n\n")}\n`);
  }
});

test.each(examples)("what is wrong with %s is told with what mends it", (name) => {
  const file = join(cases, `${name}.txt`);
  const text = printed.get(name) ?? "";
  if (process.env.UPDATE_CASES === "1") writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
});
