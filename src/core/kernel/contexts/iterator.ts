import { toU32 } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import { SeqFile } from "../objects/seq-file.ts";
import { structType } from "../objects/struct-access.ts";
import type { NamedArgument } from "./argument-slots.ts";
import type { ContextModel } from "./context.ts";
import { slotsOf } from "./function-arguments.ts";
import { iteratorTarget } from "./iterator-targets.ts";

/** The runs of one iterator: what is iterated over, and how far it has come (bpf_seq_read, kernel/bpf/bpf_iter.c, v7.3). */
class Iteration {
  readonly seq: SeqFile;
  readonly #kernel: Kernel;
  readonly #meta: BtfObject;
  readonly #members: readonly NamedArgument[];
  readonly #endsAtOne: boolean;
  readonly #elements: readonly (readonly bigint[])[];
  #at = 0;
  /** The element is behind, or the iteration is over. */
  #isOver = false;

  constructor(kernel: Kernel, name: string, elements: readonly (readonly bigint[])[], endsAtOne: boolean) {
    const { btf } = kernel;
    this.#kernel = kernel;
    this.#elements = elements;
    this.#endsAtOne = endsAtOne;
    this.seq = new SeqFile(kernel);
    this.#meta = new BtfObject(kernel, "bpf_iter_meta", structType(btf, "bpf_iter_meta"));
    this.#meta.setPointer("seq", this.seq);
    const struct = btf.resolved(structType(btf, `bpf_iter__${name}`));
    const members = struct.kind === "struct" ? struct.members : [];
    this.#members = members.map((member) => ({ ...member, type: pointerIn(kernel, member.type) }));
  }

  get context(): Region {
    const { memory } = this.#kernel;
    const last = Math.max(0, this.#elements.length - 2);
    this.#meta.set("seq_num", Math.min(this.#at, last));
    this.seq.begin();
    const values = [memory.addressOf(this.#meta.trusted, 0), ...(this.#elements[this.#at] ?? [])];
    return slotsOf(this.#kernel, values, this.#members);
  }

  next(returned: bigint): Region | undefined {
    const isLast = this.#at === this.#elements.length - 1;
    if (this.seq.hasOverflowed || (toU32(returned) !== 0n && !this.#endsAtOne && !isLast)) {
      const hadMore = this.seq.takeBack();
      if (hadMore) this.seq.flush();
      else if (toU32(returned) === 0n || isLast) this.#isOver = true;
    } else if (isLast) this.#isOver = true;
    else this.#at = toU32(returned) !== 0n ? this.#elements.length - 1 : this.#at + 1;
    if (!this.#isOver) return this.context;
    this.seq.flush();
    return undefined;
  }
}

/** Members are wrapped in unions that make them as wide as 64 bits (__bpf_md_ptr). */
function pointerIn({ btf }: Kernel, type: number): number {
  const wrapper = btf.resolved(type);
  return wrapper.kind === "union" ? (wrapper.members[0]?.type ?? type) : type;
}

/** Iterators: the program is run for each element, and once more with NULL at the end. */
export const iterator: ContextModel = {
  programType: "BPF_PROG_TYPE_TRACING",
  attachTypes: ["BPF_TRACE_ITER"],
  packet: "none",
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: [
    "Tasks and cgroups that no scenario describes: other processes of the machine are not visited.",
    "Areas of a process other than its program and its stack, slab caches other than those of kmalloc(), and maps that the object does not declare.",
    "Cgroups whose output is longer than the buffer of 32 KiB: Linux reads them in one go, or fails with -EOPNOTSUPP.",
  ],
  enter(kernel, { target = "", attach = {} }) {
    const { elements, end, endsAtOne = false } = iteratorTarget(kernel, target);
    const all = [...elements(kernel, attach), end(kernel, attach)];
    const iteration = new Iteration(kernel, target, all, endsAtOne);
    return {
      region: iteration.context,
      next: (returned) => iteration.next(returned),
      output: () => iteration.seq.output,
    };
  },
};
