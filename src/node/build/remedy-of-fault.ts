import type { FaultRecord } from "../../core/emulator/outcome.ts";
import { explainMessage, type VerifierWords } from "../../core/verifier/explanations.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";

/** By a part of a fault's message: the verifier's words for that very case, or a remedy where these have none for it. */
type Case = readonly [message: RegExp, is: { readonly words: VerifierWords } | { readonly remedy: string }];

const words = (message: RegExp, is: VerifierWords): Case => [message, { words: is }];

/** Of rules whose messages in the verifier have several remedies: which is meant. The first that fits; the last may fit all. */
const cases: { readonly [Rule in FaultRule]?: readonly Case[] } = {
  license: [
    [
      /$/,
      {
        remedy:
          'Give the program a license that is compatible with the GPL: char LICENSE[] SEC("license") = "Dual BSD/GPL";',
      },
    ],
  ],
  "kfunc-not-allowed": [
    [
      /$/,
      { remedy: "Put the function into the SEC() of a program type that may call it: the kfunc's page lists them." },
    ],
  ],
  "null-dereference": [
    [
      /$/,
      {
        remedy:
          "Compare the pointer with NULL before it is used, and before the address of a member is taken: to the compiler that address is never NULL.",
      },
    ],
  ],
  "use-after-release": [
    [
      /\bpacket\b/,
      {
        remedy:
          "After a call that may change the packet, load its pointers from the context anew, and compare them with the end again.",
      },
    ],
  ],
  "unreleased-reference": [words(/$/, "Unreleased reference")],
  "out-of-bounds": [
    [
      /\bpacket\b/,
      {
        remedy: "Compare with the end before the access, `if (data + size > data_end)`, and leave where it is past it.",
      },
    ],
    [/$/, { remedy: "Compare the offset, the index or the size with the bounds before the access." }],
  ],
  "pointer-arithmetic": [
    words(/ the end of .* is calculated with$/, "pointer arithmetic on pkt_end prohibited"),
    words(/ and is calculated with$/, "pointer arithmetic on map_ptr prohibited"),
    words(/$/, "operator prohibited"),
  ],
  "kfunc-argument": [
    words(/may be NULL|\bNULL for\b/, "Possibly NULL pointer passed to trusted"),
    words(/must be referenced or trusted$/, "must be referenced or trusted"),
  ],
  "helper-argument": [words(/may be NULL/, "Possibly NULL pointer passed to helper")],
  lock: [
    words(/ ends while a lock is held$/, "bpf_spin_lock-ed region"),
    words(/ while a lock is held$/, "function calls are not allowed while holding a lock"),
    words(/ held already$/, "Acquiring the same lock again"),
    words(/ does not hold$/, "_unlock without taking a lock"),
    words(/^another lock is given back/, "_unlock of different lock"),
  ],
  "rcu-section": [words(/ ends in /, "bpf_rcu_read_lock-ed region"), words(/ leaves /, "unmatched rcu read unlock")],
  "rcu-required": [
    words(/ outside of an RCU /, "requires RCU critical section protection"),
    words(/ is over$| keeps any more$/, "must be a rcu pointer"),
  ],
  "preempt-section": [
    words(/ ends in /, "bpf_preempt_disable-ed region"),
    words(/ leaves /, "unmatched attempt to enable preemption"),
  ],
  "step-budget": [words(/$/, "infinite loop detected")],
};

/** The remedy that all of the verifier's messages about a rule share. */
function sharedRemedy(rule: FaultRule): string | undefined {
  const [first, ...others] = new Set(faultRules[rule].verifier.map((each) => explainMessage(each, rule)?.remedy));
  return others.length === 0 ? first : undefined;
}

/** What mends a program that breaks a rule; undefined where its message tells no one remedy of several. */
export function remedyOfFault({ rule, message }: Pick<FaultRecord, "rule" | "message">): string | undefined {
  const [, found] = cases[rule]?.find(([pattern]) => pattern.test(message)) ?? [];
  if (!found) return sharedRemedy(rule);
  return "remedy" in found ? found.remedy : explainMessage(found.words, rule)?.remedy;
}
