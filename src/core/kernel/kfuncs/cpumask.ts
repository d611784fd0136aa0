import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { BpfCpumask } from "../objects/bpf-cpumask.ts";
import { bitmapSize, bitsOf, type MaskPointer, possibleCpus, readMask, writeMask } from "../objects/cpu-bits.ts";
import type { KfuncModel } from "./model.ts";

/** kernel/bpf/cpumask.c, v7.3. */
export const bpf_cpumask_create: KfuncModel<"bpf_cpumask_create"> = {
  name: "bpf_cpumask_create",
  notModelled: ["Running out of memory, for which the kernel gives NULL."],
  call: (kernel) => kernel.references.acquire(new BpfCpumask(kernel)),
};

export const bpf_cpumask_acquire: KfuncModel<"bpf_cpumask_acquire"> = {
  name: "bpf_cpumask_acquire",
  notModelled: ["Memory of the program in place of a mask, which the verifier lets pass."],
  call(kernel, { cpumask }) {
    if (!("object" in cpumask)) {
      return kernel.fault("kfunc-not-modelled", "bpf_cpumask_acquire is called with memory of the program");
    }
    cpumask.object.count(1);
    return kernel.references.acquire(cpumask.object);
  },
};

export const bpf_cpumask_release: KfuncModel<"bpf_cpumask_release"> = {
  name: "bpf_cpumask_release",
  notModelled: ["The count of a mask in a map's element that is deleted: it keeps the map's reference."],
  call(kernel, { cpumask }): undefined {
    if (!("object" in cpumask)) return;
    cpumask.object.count(-1);
    kernel.references.release(cpumask);
  },
};

/** `cpu_valid`: others are in no mask, and can't be put in one. */
const isPossible = ({ cpus }: Kernel, cpu: number): boolean => cpu < cpus.possible;

const bitOf = (cpu: number): bigint => 1n << BigInt(cpu);

type Change = (bits: bigint, bit: bigint) => bigint;
const setBit: Change = (bits, bit) => bits | bit;
const clearBit: Change = (bits, bit) => bits & ~bit;

/** Whether the CPU was in the mask, which then is changed. */
function change(kernel: Kernel, cpu: number, mask: MaskPointer, by: Change): boolean {
  if (!isPossible(kernel, cpu)) return false;
  const bits = readMask(kernel, mask);
  writeMask(kernel, mask, by(bits, bitOf(cpu)));
  return (bits & bitOf(cpu)) !== 0n;
}

const changing = <Name extends "bpf_cpumask_set_cpu" | "bpf_cpumask_clear_cpu">(
  name: Name,
  by: Change,
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { cpu, cpumask }) => void change(kernel, cpu, cpumask, by),
});

export const bpf_cpumask_set_cpu = changing("bpf_cpumask_set_cpu", setBit);
export const bpf_cpumask_clear_cpu = changing("bpf_cpumask_clear_cpu", clearBit);

const testingAndChanging = <Name extends "bpf_cpumask_test_and_set_cpu" | "bpf_cpumask_test_and_clear_cpu">(
  name: Name,
  by: Change,
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { cpu, cpumask }) => Number(change(kernel, cpu, cpumask, by)),
});

export const bpf_cpumask_test_and_set_cpu = testingAndChanging("bpf_cpumask_test_and_set_cpu", setBit);
export const bpf_cpumask_test_and_clear_cpu = testingAndChanging("bpf_cpumask_test_and_clear_cpu", clearBit);

/** The bits of the mask that stand for CPUs. */
const cpusIn = (kernel: Kernel, mask: MaskPointer): bigint => readMask(kernel, mask) & possibleCpus(kernel);

export const bpf_cpumask_test_cpu: KfuncModel<"bpf_cpumask_test_cpu"> = {
  name: "bpf_cpumask_test_cpu",
  notModelled: [],
  call: (kernel, { cpu, cpumask }) =>
    Number(isPossible(kernel, cpu) && (readMask(kernel, cpumask) & bitOf(cpu)) !== 0n),
};

/** bitmap_fill and bitmap_zero write whole words. */
export const bpf_cpumask_setall: KfuncModel<"bpf_cpumask_setall"> = {
  name: "bpf_cpumask_setall",
  notModelled: [],
  call: (kernel, { cpumask }) => void writeMask(kernel, cpumask, -1n),
};

export const bpf_cpumask_clear: KfuncModel<"bpf_cpumask_clear"> = {
  name: "bpf_cpumask_clear",
  notModelled: [],
  call: (kernel, { cpumask }) => void writeMask(kernel, cpumask, 0n),
};

export const bpf_cpumask_copy: KfuncModel<"bpf_cpumask_copy"> = {
  name: "bpf_cpumask_copy",
  notModelled: [],
  call: (kernel, { dst, src }) => void writeMask(kernel, dst, readMask(kernel, src)),
};

/** __bitmap_and (lib/bitmap.c, v7.3) clears what stands behind the last CPU; `or` and `xor` take whole words. */
export const bpf_cpumask_and: KfuncModel<"bpf_cpumask_and"> = {
  name: "bpf_cpumask_and",
  notModelled: [],
  call(kernel, { dst, src1, src2 }) {
    const bits = cpusIn(kernel, src1) & cpusIn(kernel, src2);
    writeMask(kernel, dst, bits);
    return Number(bits !== 0n);
  },
};

const combining = <Name extends "bpf_cpumask_or" | "bpf_cpumask_xor">(
  name: Name,
  combine: (left: bigint, right: bigint) => bigint,
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { dst, src1, src2 }) =>
    void writeMask(kernel, dst, combine(readMask(kernel, src1), readMask(kernel, src2))),
});

export const bpf_cpumask_or = combining("bpf_cpumask_or", (left, right) => left | right);
export const bpf_cpumask_xor = combining("bpf_cpumask_xor", (left, right) => left ^ right);

const comparing = <Name extends "bpf_cpumask_equal" | "bpf_cpumask_intersects" | "bpf_cpumask_subset">(
  name: Name,
  compare: (left: bigint, right: bigint) => boolean,
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { src1, src2 }) => Number(compare(cpusIn(kernel, src1), cpusIn(kernel, src2))),
});

export const bpf_cpumask_equal = comparing("bpf_cpumask_equal", (left, right) => left === right);
export const bpf_cpumask_intersects = comparing("bpf_cpumask_intersects", (left, right) => (left & right) !== 0n);
export const bpf_cpumask_subset = comparing("bpf_cpumask_subset", (left, right) => (left & ~right) === 0n);

export const bpf_cpumask_empty: KfuncModel<"bpf_cpumask_empty"> = {
  name: "bpf_cpumask_empty",
  notModelled: [],
  call: (kernel, { cpumask }) => Number(cpusIn(kernel, cpumask) === 0n),
};

export const bpf_cpumask_full: KfuncModel<"bpf_cpumask_full"> = {
  name: "bpf_cpumask_full",
  notModelled: [],
  call: (kernel, { cpumask }) => Number(cpusIn(kernel, cpumask) === possibleCpus(kernel)),
};

/** The lowest bit from `from` on; nr_cpu_ids where there is none. */
function nextBit({ cpus }: Kernel, bits: bigint, from = 0): number {
  for (let cpu = from; cpu < cpus.possible; cpu++) if ((bits & bitOf(cpu)) !== 0n) return cpu;
  return cpus.possible;
}

export const bpf_cpumask_first: KfuncModel<"bpf_cpumask_first"> = {
  name: "bpf_cpumask_first",
  notModelled: [],
  call: (kernel, { cpumask }) => nextBit(kernel, cpusIn(kernel, cpumask)),
};

export const bpf_cpumask_first_zero: KfuncModel<"bpf_cpumask_first_zero"> = {
  name: "bpf_cpumask_first_zero",
  notModelled: [],
  call: (kernel, { cpumask }) => nextBit(kernel, ~cpusIn(kernel, cpumask)),
};

export const bpf_cpumask_first_and: KfuncModel<"bpf_cpumask_first_and"> = {
  name: "bpf_cpumask_first_and",
  notModelled: [],
  call: (kernel, { src1, src2 }) => nextBit(kernel, cpusIn(kernel, src1) & cpusIn(kernel, src2)),
};

export const bpf_cpumask_weight: KfuncModel<"bpf_cpumask_weight"> = {
  name: "bpf_cpumask_weight",
  notModelled: [],
  call: (kernel, { cpumask }) => cpusIn(kernel, cpumask).toString(2).replaceAll("0", "").length,
};

const OTHERS_DRAW = "What the kernel itself drew before: here the first draw on a CPU begins behind CPU 0.";

/** cpumask_any_distribute (lib/cpumask.c, v7.3): the next one behind the one drawn last on this CPU, whoever drew it. */
function draw(kernel: Kernel, bits: bigint): number {
  const behind = nextBit(kernel, bits, kernel.lastDrawnCpu + 1);
  const cpu = behind < kernel.cpus.possible ? behind : nextBit(kernel, bits);
  if (isPossible(kernel, cpu)) kernel.lastDrawnCpu = cpu;
  return cpu;
}

export const bpf_cpumask_any_distribute: KfuncModel<"bpf_cpumask_any_distribute"> = {
  name: "bpf_cpumask_any_distribute",
  notModelled: [OTHERS_DRAW],
  call: (kernel, { cpumask }) => draw(kernel, cpusIn(kernel, cpumask)),
};

export const bpf_cpumask_any_and_distribute: KfuncModel<"bpf_cpumask_any_and_distribute"> = {
  name: "bpf_cpumask_any_and_distribute",
  notModelled: [OTHERS_DRAW],
  call: (kernel, { src1, src2 }) => draw(kernel, cpusIn(kernel, src1) & cpusIn(kernel, src2)),
};

/** Whole words are copied. Unaligned memory will do on the modelled machine. */
export const bpf_cpumask_populate: KfuncModel<"bpf_cpumask_populate"> = {
  name: "bpf_cpumask_populate",
  notModelled: ["Architectures that can't load unaligned words efficiently, which give -EINVAL for such memory."],
  call(kernel, { cpumask, src, src__sz }) {
    const size = bitmapSize(kernel);
    if (src__sz < size) return negativeErrno("EACCES");
    writeMask(kernel, cpumask, bitsOf(src.read(size)));
    return 0;
  },
};

/** The kfuncs on CPU masks. */
export const cpumask = [
  bpf_cpumask_create,
  bpf_cpumask_acquire,
  bpf_cpumask_release,
  bpf_cpumask_set_cpu,
  bpf_cpumask_clear_cpu,
  bpf_cpumask_test_and_set_cpu,
  bpf_cpumask_test_and_clear_cpu,
  bpf_cpumask_test_cpu,
  bpf_cpumask_setall,
  bpf_cpumask_clear,
  bpf_cpumask_copy,
  bpf_cpumask_and,
  bpf_cpumask_or,
  bpf_cpumask_xor,
  bpf_cpumask_equal,
  bpf_cpumask_intersects,
  bpf_cpumask_subset,
  bpf_cpumask_empty,
  bpf_cpumask_full,
  bpf_cpumask_first,
  bpf_cpumask_first_zero,
  bpf_cpumask_first_and,
  bpf_cpumask_weight,
  bpf_cpumask_any_distribute,
  bpf_cpumask_any_and_distribute,
  bpf_cpumask_populate,
];
