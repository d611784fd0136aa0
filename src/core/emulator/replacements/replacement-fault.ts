import type { Kernel } from "../../kernel/kernel.ts";
import type { LinkedFunction, LinkedProgram } from "../../object/linked-object.ts";
import type { Fault } from "../../vm/fault.ts";
import { effectsOf, type FunctionEffects } from "../function-effects.ts";
import { signatureMismatch } from "./match-signatures.ts";
import type { Replacement } from "./replacements.ts";

/** A replacement of a function that is there. */
interface Placed {
  readonly kernel: Kernel;
  readonly program: LinkedProgram;
  /** Of the replacing program. */
  readonly effects: FunctionEffects;
  /** The function of the replacing program that runs first. */
  readonly entry: LinkedFunction;
  readonly replaced: LinkedFunction;
}

/** Why a program may not run in the place of a function; completes "… can't replace …: ". */
type ReplacementRule = (placed: Placed) => string | undefined;

const isNoCallback: ReplacementRule = ({ program, replaced }) =>
  replaced.start === program.exceptionCallback ? "it is called for exceptions" : undefined;

const areGlobal: ReplacementRule = ({ entry, replaced }) => {
  const hidden = [entry, replaced].find(({ isGlobal }) => !isGlobal);
  return hidden && `${hidden.name} is static or hidden`;
};

/** Helpers that may sleep are not known yet where Linux looks at this: the type of such a program has none by itself. */
const staysInEffects: ReplacementRule = ({ kernel, program, effects, replaced }) => {
  const due = effectsOf(kernel, program, replaced.start);
  if (effects.changesPacket && !due.changesPacket) return "it may change the packet, which the function never does";
  const mayBothSleep = due.callsSleepingKfunc || due.callsSleepingHelper;
  return effects.callsSleepingKfunc && !mayBothSleep ? "it may sleep, which the function never does" : undefined;
};

const observers = /^BPF_TRACE_F(ENTRY|EXIT|SESSION)(_MULTI)?$/;

const isNoObserver: ReplacementRule = ({ program: { attachType = "" } }) =>
  observers.test(attachType) ? "functions of fentry, fexit and fsession programs are not replaced" : undefined;

const hasSignature: ReplacementRule = ({ kernel, entry, replaced }) =>
  signatureMismatch(kernel.program.btf, entry, replaced);

/** In the order of bpf_check_attach_target (kernel/bpf/verifier.c, v7.3). */
const rules: readonly ReplacementRule[] = [isNoCallback, areGlobal, staysInEffects, isNoObserver, hasSignature];

/**
 * What Linux refuses a replacing program for when it is loaded, at its first instruction. Not modelled: a program whose own
 * arguments are not what its type is handed, which makes its first function as good as static; and that what replaces a function
 * of a sleepable program is not sleepable itself, where it matters but for calls.
 */
export function replacementFault(kernel: Kernel, program: LinkedProgram, replacement: Replacement): Fault | undefined {
  const { by, name, replaced } = replacement;
  const [entry] = by.functions;
  const refuse = (why: string): Fault => ({
    rule: "replacement",
    message: `${by.name} can't replace ${name} of ${program.name}: ${why}`,
    slot: 0,
  });
  if (!replaced || !entry) return refuse("the program has no such function");
  const effects = effectsOf(kernel, by, 0);
  for (const rule of rules) {
    const why = rule({ kernel, program, effects, entry, replaced });
    if (why !== undefined) return refuse(why);
  }
  const { callsSleepingHelper, callsSleepingKfunc } = effects;
  if (!callsSleepingHelper && !callsSleepingKfunc) return undefined;
  return { rule: "sleep", message: `${by.name} may sleep, but programs of its type are not sleepable`, slot: 0 };
}
