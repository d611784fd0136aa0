import { expect, test } from "vitest";
import { type FaultRule, faultRules, isGap } from "../../../src/core/vm/fault.ts";
import { remedyOfFault } from "../../../src/node/build/remedy-of-fault.ts";

test.each<[FaultRule, string, string]>([
  ["lock", "the program ends while a lock is held", "Give the lock back on every path"],
  ["lock", "bpf_copy_from_user_str is called while a lock is held", "Call the function before the lock"],
  ["lock", "a lock is given back that the program does not hold", "by the same pointer"],
  ["rcu-section", "the program ends in an RCU read-side section", "Call bpf_rcu_read_unlock() on every path"],
  [
    "rcu-section",
    "the program leaves an RCU read-side section that it is not in",
    "Call bpf_rcu_read_lock() once for each",
  ],
  ["rcu-required", "bpf_x gets NULL as R1 (p), which no RCU read-side section keeps any more", "within one RCU"],
  ["pointer-arithmetic", "R1 leads to counts and is calculated with", "Look up the element"],
  ["pointer-arithmetic", 'R0 leads to slots[1] and is an operand of "*="', "add it to the pointer last"],
  [
    "kfunc-argument",
    "bpf_x is called with task a, which may be NULL and was not compared with it, for R1 (p)",
    "Compare",
  ],
  ["use-after-release", "a read of 2 bytes in packet at offset 12 after its release", "load its pointers"],
  [
    "use-after-release",
    "a read of 4 bytes in task a at offset 8 after its release",
    "before you give the reference back",
  ],
  ["out-of-bounds", "a read of 2 bytes at offset 12 of packet, which was not compared with its end", "data_end"],
])("%s: %s", (rule, message, remedy) => expect(remedyOfFault({ rule, message })).toContain(remedy));

const rules = (Object.keys(faultRules) as FaultRule[]).filter((rule) => !isGap(rule));

test.each(rules)("what is told of %s is a sentence, where it is anything", (rule) => {
  expect(remedyOfFault({ rule, message: "" }) ?? "Nothing.").toMatch(/^[A-Z].*[.;]$/);
});
