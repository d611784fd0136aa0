import { readUnsigned } from "../../bytes/integers.ts";
import { negativeErrno } from "../../uapi/errno.ts";
import { kernelMemory } from "../helpers/probe-read.ts";
import type { KfuncModel } from "./model.ts";

/** What the checks do around it is all there is to it. */
const destroyed = () => undefined;

/** BPF_MAX_LOOPS (include/linux/bpf.h, v7.3). */
const MOST_LOOPS = 8 * 1024 * 1024;

function* range(start: number, end: number): Generator<number> {
  for (let number = start; number < end; number++) yield number;
}

/** kernel/bpf/bpf_iter.c, v7.3. */
export const bpf_iter_num_new: KfuncModel<"bpf_iter_num_new"> = {
  name: "bpf_iter_num_new",
  notModelled: [],
  call(_kernel, { it, start, end }) {
    if (start > end) return negativeErrno("EINVAL");
    if (end - start > MOST_LOOPS) return negativeErrno("E2BIG");
    it.iterate(range(start, end));
    return 0;
  },
};

/** kernel/bpf/bpf_iter.c, v7.3. */
export const bpf_iter_num_next: KfuncModel<"bpf_iter_num_next"> = {
  name: "bpf_iter_num_next",
  notModelled: [],
  call: (kernel, { it }) => it.nextNumber(kernel),
};

/** kernel/bpf/bpf_iter.c, v7.3. */
export const bpf_iter_num_destroy: KfuncModel<"bpf_iter_num_destroy"> = {
  name: "bpf_iter_num_destroy",
  notModelled: [],
  call: destroyed,
};

const WORD_BYTES = 8;
const WORD_BITS = 64;
/** BITS_ITER_NR_WORDS_MAX (kernel/bpf/helpers.c, v7.3). */
const MOST_WORDS = 511;

function* bitsOf(words: Uint8Array): Generator<number> {
  for (let start = 0; start < words.length; start += WORD_BYTES) {
    const word = readUnsigned(words, start, WORD_BYTES);
    for (let bit = 0; bit < WORD_BITS; bit++) if ((word >> BigInt(bit)) & 1n) yield 8 * start + bit;
  }
}

/** kernel/bpf/helpers.c, v7.3: the words are copied at once. */
export const bpf_iter_bits_new: KfuncModel<"bpf_iter_bits_new"> = {
  name: "bpf_iter_bits_new",
  notModelled: ["Memory that can't be had for the copy."],
  call(kernel, { it, unsafe_ptr__ign, nr_words }) {
    if (kernel.memory.isNull(unsafe_ptr__ign) || nr_words === 0) return negativeErrno("EINVAL");
    if (nr_words > MOST_WORDS) return negativeErrno("E2BIG");
    const words = kernelMemory(kernel, unsafe_ptr__ign, WORD_BYTES * nr_words);
    if (typeof words === "string") return negativeErrno(nr_words === 1 ? "EFAULT" : words);
    it.iterate(bitsOf(words), WORD_BITS * nr_words);
    return 0;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_iter_bits_next: KfuncModel<"bpf_iter_bits_next"> = {
  name: "bpf_iter_bits_next",
  notModelled: [],
  call: (kernel, { it }) => it.nextNumber(kernel),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_iter_bits_destroy: KfuncModel<"bpf_iter_bits_destroy"> = {
  name: "bpf_iter_bits_destroy",
  notModelled: [],
  call: destroyed,
};
