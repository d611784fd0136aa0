import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";
import { programTypes } from "../uapi/program-types.ts";

/** One way in which programs of a type can be loaded: the attach type, whether they may sleep, the struct_ops member. */
const attachForm = z.strictObject({
  /** Names the form on pages and in links: `xdp`, `fentry`, `fentry.s`, `struct_ops/sched_ext_ops.enqueue`, `iter/task`. */
  name: z.string(),
  /** Further section names of libbpf that have a program loaded in this very way. */
  also: z.array(z.string()).exactOptional(),
  program_type: z.enum(programTypes),
  /** Of enum bpf_attach_type; absent where the type has none. */
  attach_type: z.string().exactOptional(),
  /** Loaded with BPF_F_SLEEPABLE. */
  sleepable: z.boolean(),
  /** Forms of one class had the same answer for every kfunc of the release. */
  class: z.number().int().min(0),
});

/**
 * What the verifier of one release answered for each kfunc and attach form: `content/kernels/<release>/availability.json`,
 * measured by loading a minimal program for each pair in that very kernel, and never edited by hand. Allowed means that the
 * verifier got past "calling kernel function … is not allowed" and past what forbids the pair for good, such as a sleepable
 * kfunc in a program that cannot sleep; not that the program can get hold of every argument.
 */
export const availabilityFileSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  /** As the kernel that was booted names itself. */
  kernel: z.string(),
  /** Forms that this release can load at all. */
  forms: z.array(attachForm),
  /** By kfunc: the classes of forms that may call it, ascending. A kfunc that could not be measured stands in `unmeasured`. */
  allowed: z.record(z.string(), z.array(z.number().int().min(0))),
  /** By kfunc: why no form could be measured, in one sentence without a full stop. */
  unmeasured: z.record(z.string(), z.string()),
});

export type AttachForm = z.infer<typeof attachForm>;
export type AvailabilityFile = z.infer<typeof availabilityFileSchema>;
