import type { KfuncFact } from "../facts/kfuncs-file.ts";
import { ksymName } from "../facts/ksym-name.ts";
import { printKsymDeclaration } from "../facts/print-ksym-declaration.ts";
import { prototypeOf } from "../facts/prototype.ts";
import { EXAMPLE_LICENCE } from "../spec/licence-line.ts";
import { MARKER } from "../spec/unwritten.ts";
import { type DraftGlobal, type Step, Workbench } from "./arguments/workbench.ts";
import { type DraftCall, draftCall, markMissing } from "./call.ts";
import { type DraftKernel, factOf, mayCall } from "./draft-kernel.ts";
import type { DraftForm } from "./forms/form.ts";
import { nearness } from "./forms/operation-match.ts";
import { plainForms } from "./forms/plain-forms.ts";
import { structOpsForms } from "./forms/struct-ops-forms.ts";

/** A program of one form that calls one or more kfuncs, as far as it could be made up. */
export interface DraftProgram {
  readonly form: DraftForm;
  readonly bench: Workbench;
  readonly calls: readonly { readonly kfunc: string; readonly fact: KfuncFact; readonly call: DraftCall }[];
}

const unmade = ({ calls }: DraftProgram) => calls.filter(({ call }) => call.missing).length;

function tryForm(form: DraftForm, kernel: DraftKernel, kfuncs: readonly string[]): DraftProgram {
  const bench = new Workbench(kernel, form);
  for (const kfunc of form.kfuncs ?? []) bench.kfuncs.add(kfunc);
  const calls = kfuncs.flatMap((kfunc) => {
    const fact = factOf(kernel, kfunc);
    if (!fact) return [];
    const fork = bench.fork();
    const call = draftCall(kfunc, fact, fork);
    if (call.missing) bench.calling(kfunc);
    else bench.adopt(fork);
    return [{ kfunc, fact, call }];
  });
  return { form, bench, calls };
}

function formsFor(kernel: DraftKernel, kfuncs: readonly string[]): DraftForm[] {
  const [first = ""] = kfuncs;
  const fact = factOf(kernel, first);
  const operations = structOpsForms(kernel.btf).map((form) => ({ form, near: fact ? nearness(form, first, fact) : 0 }));
  const sorted = operations.sort((left, right) => right.near - left.near).map(({ form }) => form);
  return [...plainForms, ...sorted].filter((form) => kfuncs.every((kfunc) => mayCall(kernel, form.name, kfunc)));
}

/**
 * The draft of the first form that may call all kfuncs and for which every argument can be made up, or else the one that
 * lacks the fewest. Undefined where no form may call them all.
 */
export function draftProgram(kernel: DraftKernel, kfuncs: readonly string[]): DraftProgram | undefined {
  let best: DraftProgram | undefined;
  for (const form of formsFor(kernel, kfuncs)) {
    const draft = tryForm(form, kernel, kfuncs);
    if (!best || unmade(draft) < unmade(best)) best = draft;
    if (unmade(best) === 0) break;
  }
  return best;
}

const indent = (lines: readonly string[], depth = 1) => lines.map((line) => `${"\t".repeat(depth)}${line}`);

/** Statements with the steps around them, the first outermost. */
function around([step, ...steps]: readonly Step[], statements: readonly string[]): string[] {
  if (!step) return [...statements];
  const { before, head, inside = [], after = [] } = step;
  const block = [...around(steps, statements), ...inside];
  return [...before, ...(head === undefined ? block : [`${head} {`, ...indent(block), "}"]), ...after];
}

const spaced = (blocks: readonly string[]) => blocks.filter((block) => block !== "").join("\n\n");

function printGlobals(globals: readonly DraftGlobal[]): string {
  return globals
    .map(({ declaration, comment }) => (comment === undefined ? declaration : `/* ${comment} */\n${declaration}`))
    .join("\n");
}

function printBody({ form, bench, calls }: DraftProgram): string {
  const statements = calls.flatMap(({ kfunc, fact, call }) =>
    call.missing ? markMissing(kfunc, fact, call.missing) : call.statements,
  );
  const owed = bench.objects.flatMap(({ owes }) =>
    owes && !calls.some(({ kfunc }) => takes(kfunc, owes.kfunc)) ? [owes.statement] : [],
  );
  const counted = form.expected === undefined ? ["runs++;"] : [];
  const lines = [...(form.opening ?? []), ...counted, ...around(bench.steps, statements), ...owed];
  const result = form.result === undefined ? [] : [`return ${form.result};`];
  return [...indent(bench.locals), ...(bench.locals.length > 0 ? [""] : []), ...indent([...lines, ...result])].join(
    "\n",
  );
}

/** A kfunc that does itself what is owed for an object. */
const takes = (kfunc: string, owed: string) => kfunc === owed || kfunc.startsWith(`${owed}_`);

function printExterns({ bench }: DraftProgram): string {
  return [...bench.kfuncs]
    .flatMap((name) => {
      const fact = factOf(bench.kernel, name);
      return fact ? [printKsymDeclaration(ksymName(name), prototypeOf(fact))] : [];
    })
    .join("\n");
}

/** The C file of a draft. It compiles as it stands; what only an author can say is marked. */
export function printProgram(draft: DraftProgram, program: string): string {
  const { form, bench } = draft;
  const section = form.section ?? (form.rest ? `${form.name.split("/")[0]}/${program}` : form.name);
  const headers = ["bpf/bpf_helpers.h", ...(form.headers ?? [])].map((header) => `#include <${header}>`);
  const trigger = form.opening
    ? "/* The process that makes the events of a scenario. */\nconst volatile int trigger_pid = 1000;"
    : "";
  const runs = form.expected === undefined ? "/* How often the program ran. */\nu32 runs;" : "";
  const [inputs, results] = [
    bench.globals.filter(({ comment }) => !comment),
    bench.globals.filter(({ comment }) => comment),
  ];
  const heading = inputs.some(({ declaration }) => !/\bchar \w+\[/.test(declaration))
    ? "/* Arguments: a scenario may set them. */\n"
    : "";
  return `${spaced([
    `// SPDX-License-Identifier: ${EXAMPLE_LICENCE}\n/* ${MARKER} what the program does, in one sentence. */\n#include "vmlinux.h"\n${headers.join("\n")}`,
    printExterns(draft),
    bench.maps.map((map) => map.trimEnd()).join("\n\n"),
    trigger,
    inputs.length > 0 ? `${heading}${printGlobals(inputs)}` : "",
    [runs, printGlobals(results)].filter((each) => each !== "").join("\n"),
    `SEC("${section}")\n${form.head(program)}\n{\n${printBody(draft)}\n}`,
    (form.rest?.(program) ?? "").trimEnd(),
    'char _license[] SEC("license") = "GPL";',
  ])}\n`;
}
