import { callTargets, classes } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { instructionPattern, parseImmediate, parseOffset, parseTarget, printDistance, printNumber } from "../syntax.ts";

const CALL = 0x80;
const EXIT = 0x90;

const targets = Object.keys(callTargets) as (keyof typeof callTargets)[];

const helperPattern = instructionPattern("call {N}");
const subprogramPattern = instructionPattern("call pc{N}");
const labelPattern = instructionPattern("call {T}");
const kfuncPattern = /^call kfunc ([^ ]+)(?: ([^ ]+))?$/;

/** `call 0x5` is a helper; `call pc+0x3` and `call label` a subprogram; `call kfunc 0x9` a kfunc by its BTF id, with the index of its BTF after it. */
export const callForm = defineForm({
  opcodes: [classes.JMP | CALL],
  describe({ dst, src, offset }) {
    const target = targets.find((name) => callTargets[name] === src);
    if (!target || dst !== 0) return invalid("reserved registers in a call are not zero");
    if (target !== "kfunc" && offset !== 0) return invalid(`reserved offset ${offset} in a call`);
    return { kind: "call", target };
  },
  print({ target }, instruction, { exact, describeCall }) {
    const name = describeCall?.(instruction);
    if (name !== undefined) return `call ${name}`;
    const { imm, offset } = instruction;
    if (!exact || target === "helper") return `call ${printNumber(imm)}`;
    if (target === "subprogram") return `call pc${printDistance(imm)}`;
    return `call kfunc ${printNumber(imm)}${offset === 0 ? "" : ` ${printNumber(offset)}`}`;
  },
  parse(text) {
    const opcode = classes.JMP | CALL;
    const helper = parseImmediate(helperPattern.exec(text)?.[1]);
    if (helper !== undefined) return { opcode, imm: helper };
    const distance = parseImmediate(subprogramPattern.exec(text)?.[1]);
    if (distance !== undefined) return { opcode, src: callTargets.subprogram, imm: distance };
    const [, kfunc, btf] = kfuncPattern.exec(text) ?? [];
    const imm = parseImmediate(kfunc);
    const offset = parseOffset(btf);
    if (imm !== undefined && offset !== undefined) return { opcode, src: callTargets.kfunc, imm, offset };
    const target = parseTarget(labelPattern.exec(text)?.[1] ?? "-", "imm");
    return target && { opcode, src: callTargets.subprogram, ...target };
  },
});

export const exitForm = defineForm({
  opcodes: [classes.JMP | EXIT],
  describe({ dst, src, imm }) {
    if (dst !== 0 || src !== 0 || imm !== 0) return invalid("reserved fields in exit are not zero");
    return { kind: "exit" };
  },
  print: () => "exit",
  parse: (text) => (text === "exit" ? { opcode: classes.JMP | EXIT } : undefined),
});
