import { flagsOf } from "../facts/flags.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import { ksymName } from "../facts/ksym-name.ts";
import { declare, printPrototype } from "../facts/prototype.ts";
import { MARKER } from "../spec/unwritten.ts";
import { makeArguments } from "./arguments/make-arguments.ts";
import { isPointer, structOf } from "./arguments/maker.ts";
import { openLoop } from "./arguments/open-loop.ts";
import type { Workbench } from "./arguments/workbench.ts";
import { releaserOf } from "./pairs.ts";

/** The statements that call a kfunc, or the parameter for which nothing could be made up. */
export interface DraftCall {
  readonly statements: readonly string[];
  readonly missing?: { readonly name: string; readonly type: string };
}

/** Keeps what a number or an enumerator is; of a pointer, whether there was one. */
function keepResult(fact: KfuncFact, call: string, bench: Workbench): string[] {
  if (fact.returns === "void") return [`${call};`];
  if (isPointer(fact.returns)) return keepPointer(fact, call, bench);
  const result = bench.name("result");
  bench.globals.push({ declaration: `${declare(fact.returns, result)};`, comment: "What the last call returned." });
  return [`${result} = ${call};`];
}

function keepPointer(fact: KfuncFact, call: string, bench: Workbench): string[] {
  const found = bench.name("found");
  bench.globals.push({ declaration: `bool ${found};`, comment: "Whether the last call returned something." });
  const struct = structOf(fact.returns);
  if (!flagsOf(fact).includes("KF_ACQUIRE") || struct === undefined) return [`${found} = ${call} != NULL;`];
  const releaser = releaserOf(bench, struct);
  const variable = bench.name(struct.replace(/^bpf_/, ""));
  bench.locals.push(`${declare(fact.returns, variable)};`);
  const released =
    releaser === undefined
      ? `/* ${MARKER} give ${variable} back: no kfunc that takes it may be called here. */`
      : `${releaser}(${variable});`;
  if (releaser !== undefined) bench.calling(releaser);
  return [`${variable} = ${call};`, `if (${variable}) {`, `\t${found} = true;`, `\t${released}`, "}"];
}

/** A kfunc that ends the kernel runs only where a scenario wants that. */
function guardDestruction(statements: readonly string[], bench: Workbench): string[] {
  const comment = "The call ends this kernel: only a scenario that sets this makes it.";
  bench.globals.push({ declaration: "bool armed;", comment });
  return ["if (armed) {", ...statements.map((line) => `\t${line}`), "}"];
}

/** An open-coded iterator is called by a loop over it, whichever of its three kfuncs is drafted. */
function callIterator(fact: KfuncFact, bench: Workbench): DraftCall {
  const struct = structOf(fact.params[0]?.type ?? "");
  const loop = struct === undefined ? undefined : openLoop(struct, bench, 1);
  if (!loop) return { statements: [], missing: fact.params[1] ?? { name: "it", type: fact.params[0]?.type ?? "" } };
  bench.globals.push({ declaration: "u32 items;", comment: "How many the last run came by." });
  return { statements: ["items++;"] };
}

/** Calls a kfunc on a workbench, where it also puts all that the call needs. */
export function draftCall(name: string, fact: KfuncFact, bench: Workbench): DraftCall {
  const flags = flagsOf(fact);
  bench.calling(name);
  if (flags.some((flag) => flag.startsWith("KF_ITER_"))) return callIterator(fact, bench);
  const { args, missing } = makeArguments(name, fact, bench);
  if (missing) return { statements: [], missing };
  const statements = keepResult(fact, `${ksymName(name)}(${args.join(", ")})`, bench);
  return { statements: flags.includes("KF_DESTRUCTIVE") ? guardDestruction(statements, bench) : statements };
}

/** What stands in a program in the place of a call that could not be drafted: two lines that the author replaces. */
export function markMissing(
  name: string,
  fact: KfuncFact,
  { name: param, type }: { name: string; type: string },
): string[] {
  return [
    `/* ${MARKER} call ${printPrototype(name, fact)}.`,
    ` * Nothing that the kernel's facts hold gives a program its ${declare(type, param)}. */`,
  ];
}
