import { oneOf } from "../../core/diagnostics/one-of.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import type { EmulatedRun } from "./judge-outcome.ts";

/** `fentry` and `/do_nanosleep` of `fentry/do_nanosleep`. */
function parts(section: string): [kind: string, target: string] {
  const name = section.replace(/^\?/, "");
  const slash = name.indexOf("/");
  return slash < 0 ? [name, ""] : [name.slice(0, slash), name.slice(slash)];
}

/** The section by which the same program may sleep, where libbpf has one that the kfunc is open to. */
function sleepingTwin(section: string, open: readonly string[]): string | undefined {
  const [kind, target] = parts(section);
  const isOpen = open.some((each) => parts(each)[0] === `${kind}.s`);
  return isOpen ? `${kind}.s${target}` : undefined;
}

/** What mends a call of a kfunc that may sleep in a program that may not; undefined where that is not what is wrong. */
export function sleepRemedy(
  { linked, program: name }: EmulatedRun,
  { fault, calls }: Outcome,
  facts: KernelFacts,
): string | undefined {
  const call = calls.at(-1);
  const program = linked.programs.find((each) => each.name === name);
  if (fault?.rule !== "kfunc-not-allowed" || fault.callback !== undefined || !program) return undefined;
  if (call?.at.slot !== fault.at.slot || program.flags.includes("BPF_F_SLEEPABLE")) return undefined;
  const sections = new Map(Object.entries(facts.kfuncs.get(call.kfunc)?.sleepableSections ?? {}));
  const own = sections.get(program.programType);
  if (!own) return undefined;
  const twin = sleepingTwin(program.section, own);
  if (twin !== undefined) {
    return `Load it as a program that may sleep, SEC("${twin}"): the kernel takes that where what it is attached to lets it sleep.`;
  }
  const [kind] = parts(program.section);
  const others = [...sections.values()].flatMap(([first]) => (first === undefined ? [] : [parts(first)[0]]));
  return `SEC("${kind}") has no programs that may sleep: make the call in a program of ${oneOf(others)}.`;
}
