import { flagsOf } from "../../facts/flags.ts";
import type { KfuncFact } from "../../facts/kfuncs-file.ts";
import { takesTheSame } from "../forms/operation-match.ts";
import { absent } from "./absent.ts";
import { acquired } from "./acquired.ts";
import { handed } from "./handed.ts";
import { iterator } from "./iterator.ts";
import type { ArgumentMaker } from "./maker.ts";
import { map } from "./map.ts";
import { dataStruct, dynptr, plainMemory } from "./memory.ts";
import { number } from "./number.ts";
import { constant, isSizeOf, size } from "./size.ts";
import { text } from "./text.ts";
import type { Workbench } from "./workbench.ts";

/** The first that knows a way makes the argument: what a name says goes before what a type leaves open. */
const makers: readonly ArgumentMaker[] = [
  size,
  constant,
  absent,
  map,
  text,
  iterator,
  dynptr,
  handed,
  acquired,
  dataStruct,
  plainMemory,
  number,
];

/** Arguments up to the first parameter that nothing can be made up for. */
export interface MadeArguments {
  readonly args: readonly string[];
  readonly missing?: { readonly name: string; readonly type: string };
}

export function makeArguments(kfunc: string, fact: KfuncFact, bench: Workbench, depth = 0): MadeArguments {
  const args: string[] = [];
  const flags = flagsOf(fact);
  if (flags.includes("KF_RCU_PROTECTED")) bench.openRcu();
  const isPassedOn = takesTheSame(bench.form, fact);
  for (const [index, param] of fact.params.entries()) {
    const before = fact.params[index - 1];
    const after = fact.params[index + 1];
    const argument = args.at(-1);
    const wanted = {
      kfunc,
      flags,
      ...param,
      isFirst: index === 0,
      ...(before && argument !== undefined && { previous: { ...before, argument } }),
      sized: after !== undefined && isSizeOf(after.name, param),
      isPassedOn,
      depth,
    };
    const made = makers.reduce<string | undefined>((found, make) => found ?? make(wanted, bench), undefined);
    if (made === undefined) return { args, missing: param };
    args.push(made);
  }
  return { args };
}
