import { type LogEntry, parseVerifierLog } from "./verifier-log.ts";

/** What the verifier answered to a program that does little but call one kfunc. */
export interface KfuncAnswer {
  /** Of the load; 0 where the program was loaded. */
  readonly errno: number;
  /** At level 1. */
  readonly log: string;
}

/** The call that the answer is to be about. */
export interface KfuncCallSite {
  readonly kfunc: string;
  /** Of the call instruction. */
  readonly slot: number;
}

export type KfuncVerdictKind =
  /** Nothing forbids the pair: the verifier took the call, or refused it for what the program handed over or held. */
  | "allowed"
  /** No program of this form may call the kfunc, whatever else it does. */
  | "barred"
  /** No program of any form can be loaded with a call of the kfunc that is reached. */
  | "unloadable"
  /** The log says something that is not known here. */
  | "unknown";

export interface KfuncVerdict {
  readonly kind: KfuncVerdictKind;
  /** Which rule decided, or what is not known. */
  readonly because: string;
}

interface Rule {
  readonly kind: "allowed" | "barred" | "unloadable";
  readonly because: "registration" | "sleepable" | "device" | "context" | "linkage" | "arguments" | "state";
  /** Of a line of the log. */
  readonly pattern: RegExp;
  /** Said when the program is gathered, before any instruction is looked at. */
  readonly isEarly?: true;
}

/** How the verifier names an argument: `R1` since 6.19 or so, `arg#0` or `arg #0` before. */
const arg = String.raw`(?:R\d|arg ?#\d)`;
const line = (text: string) => new RegExp(`^${text.replaceAll("ARG", arg)}`);

/** What forbids a pair for good (kernel/bpf/verifier.c, btf.c and offload.c, v6.1 to v7.3). */
const bars: readonly Rule[] = [
  { kind: "barred", because: "registration", pattern: line(String.raw`calling kernel function \S+ is not allowed$`) },
  {
    kind: "barred",
    because: "sleepable",
    pattern: line("program must be sleepable to call sleepable kfunc"),
  },
  { kind: "barred", because: "sleepable", pattern: line(String.raw`kernel function \S+ is sleepable but the program`) },
  { kind: "barred", because: "sleepable", pattern: line("css_task_iter is only allowed in bpf_lsm, bpf_iter and ") },
  { kind: "barred", because: "context", pattern: line(String.raw`kern ctx type id \d+ is not a struct$`) },
  { kind: "barred", because: "device", pattern: line("metadata kfuncs require device-bound program$"), isEarly: true },
];

const unloadable: readonly Rule[] = [
  { kind: "unloadable", because: "linkage", pattern: line("cannot find address for kernel function"), isEarly: true },
  {
    kind: "unloadable",
    because: "linkage",
    pattern: line(String.raw`cannot find function \S+ in BTF$`),
    isEarly: true,
  },
  { kind: "unloadable", because: "state", pattern: line(String.raw`unexpected __bpf_trap\(\) due to uninitialized`) },
];

/**
 * What forbids only this program. check_kfunc_call() comes to arguments and to what a program holds after everything that
 * forbids the pair; but v6.1 asks last whether the program may sleep.
 */
const excuses: readonly Rule[] = [
  ...[
    "ARG is fp expected (STRUCT|UNION) ",
    String.raw`ARG pointer type (STRUCT|UNION|UNKNOWN) \S* ?must (point to|be valid)`,
    String.raw`kernel function \S+ args#\d expected pointer to`,
    "ARG expected pointer to (ctx|map value|allocated object)",
    "ARG doesn't point to (a map value|map value|a const string)",
    "ARG is neither owning or non-owning ref$",
    "ARG must be (referenced or trusted|referenced|a rcu pointer)",
    "ARG is not a pointer to arena or scalar$",
    "pointer in ARG isn't map pointer$",
    "[Ee]xpected an initialized (dynptr|iter_\\w+|irq flag) as ARG",
    "invalid (indirect )?(access to|read from) stack ARG ",
    String.raw`release kfunc \S+ expects referenced PTR_TO_BTF_ID passed to ARG$`,
    String.raw`release kernel function \S+ expects refcounted PTR_TO_BTF_ID$`,
    String.raw`kfunc \S+ type ID argument must be of a struct$`,
    "bpf_obj_new/bpf_percpu_obj_new requires prog BTF$",
    String.raw`\S+ can only take non-owning or refcounted bpf_rb_node pointer$`,
  ].map((text): Rule => ({ kind: "allowed", because: "arguments", pattern: line(text) })),
  ...[
    String.raw`unmatched (rcu read unlock|attempt to enable preemption) \(kernel function`,
    String.raw`kernel func \S+ requires RCU critical section protection$`,
    "expected an RCU CS when using ",
    "At program exit the register R1 has ",
    "Unreleased reference id=",
  ].map((text): Rule => ({ kind: "allowed", because: "state", pattern: line(text) })),
];

const rules = [...bars, ...unloadable, ...excuses];

function lastInstruction(entries: readonly LogEntry[]) {
  return entries.findLast((entry): entry is Extract<LogEntry, { kind: "instruction" }> => entry.kind === "instruction");
}

/** Whether the verifier got as far as looking at instructions: what forbids the form itself comes before that. */
export function reachedInstructions({ errno, log }: KfuncAnswer): boolean {
  return errno === 0 || lastInstruction(parseVerifierLog(log)) !== undefined;
}

function unknown(entries: readonly LogEntry[], why: string): KfuncVerdict {
  const messages = entries.flatMap(({ kind, text }) => (kind === "message" ? [text] : []));
  return { kind: "unknown", because: [why, ...messages].join("\n") };
}

/**
 * Reads from an answer whether the pair of kfunc and attach form is allowed. Each message counts only where the verifier
 * stopped at that very call, or where it is one that comes before any instruction; whatever else it says is unknown.
 */
export function readKfuncVerdict({ errno, log }: KfuncAnswer, { kfunc, slot }: KfuncCallSite): KfuncVerdict {
  if (errno === 0) return { kind: "allowed", because: "loaded" };
  const entries = parseVerifierLog(log);
  const last = lastInstruction(entries);
  if (last && last.slot > slot) return { kind: "allowed", because: "a later instruction" };
  const isAtCall = last?.slot === slot && last.text.includes(`call ${kfunc}#`);
  if (last && !isAtCall) return unknown(entries, `stopped at ${last.slot}: ${last.text}`);
  const isSaid = ({ pattern, isEarly }: Rule) =>
    (isEarly ?? false) === !last && entries.some(({ kind, text }) => kind === "message" && pattern.test(text));
  const rule = rules.find(isSaid);
  return rule ? { kind: rule.kind, because: rule.because } : unknown(entries, "none of the known messages");
}
