import { flagsOf } from "../../facts/flags.ts";
import type { KfuncFact } from "../../facts/kfuncs-file.ts";
import { acquirersOf, releaserOf } from "../pairs.ts";
import { makeArguments } from "./make-arguments.ts";
import { type ArgumentMaker, structOf, type Wanted } from "./maker.ts";
import type { Workbench } from "./workbench.ts";

const DEEPEST = 3;

/** Structs that another one holds or begins with. */
const within: Readonly<Record<string, { readonly struct: string; readonly from: (object: string) => string }>> = {
  cpumask: { struct: "bpf_cpumask", from: (object) => `(const struct cpumask *)${object}` },
  cgroup_subsys_state: { struct: "cgroup", from: (object) => `&${object}->self` },
};

/** Acquires an object on a fork; the variable that it stands in. Where the kfunc itself takes it away, nothing else does. */
function acquire(struct: string, name: string, fact: KfuncFact, wanted: Wanted, bench: Workbench): string | undefined {
  const fork = bench.fork();
  const made = fork.calling(name) && makeArguments(name, fact, fork, wanted.depth + 1);
  if (!made || made.missing) return undefined;
  const takesAway = wanted.flags.includes("KF_RELEASE");
  const releaser = releaserOf(fork, struct);
  if (releaser === undefined) return undefined;
  const variable = fork.name(struct.replace(/^bpf_/, "").replace(/_(struct|kern)$/, ""));
  fork.locals.push(`${fact.returns}${variable};`);
  if (!takesAway) fork.calling(releaser);
  const release = takesAway ? [] : [`${releaser}(${variable});`];
  const mayBeNull = flagsOf(fact).includes("KF_RET_NULL");
  const before = [`${variable} = ${name}(${made.args.join(", ")});`];
  fork.steps.push(mayBeNull ? { before, head: `if (${variable})`, inside: release } : { before, after: release });
  bench.adopt(fork);
  return variable;
}

/** An object that a KF_ACQUIRE kfunc gives: behind a check for NULL where there may be none, and given back. */
export const acquired: ArgumentMaker = (wanted, bench) => {
  const struct = structOf(wanted.type);
  if (struct === undefined || wanted.depth >= DEEPEST) return undefined;
  for (const [name, fact] of acquirersOf(bench, struct, wanted.kfunc)) {
    const variable = acquire(struct, name, fact, wanted, bench);
    if (variable !== undefined) return variable;
  }
  const holder = within[struct];
  if (!holder || wanted.flags.includes("KF_RELEASE")) return undefined;
  const inner = { ...wanted, type: `struct ${holder.struct} *`, depth: wanted.depth + 1 };
  const object = acquired(inner, bench);
  return object && holder.from(object);
};
