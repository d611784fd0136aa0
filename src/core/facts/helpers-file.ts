import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";

const helper = z.strictObject({
  /** Of enum bpf_func_id. */
  id: z.number().int().min(1),
  /** Programs under a license that is not GPL-compatible may not call it. */
  gpl_only: z.boolean(),
  /** The classes of forms that may call it, ascending. */
  allowed: z.array(z.number().int().min(0)),
});

/**
 * What the verifier of one release answered for each BPF helper and attach form: `content/kernels/<release>/helpers.json`,
 * measured by loading a program that calls it in that very kernel, and never edited by hand. Allowed means that the verifier
 * came to look at the arguments.
 */
export const helpersFileSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  /** As the kernel that was booted names itself. */
  kernel: z.string(),
  /** By the name of the form, as `availability.json` has it: its class. Forms of one class had the same answers. */
  forms: z.record(z.string(), z.number().int().min(0)),
  /** By name, in the order of enum bpf_func_id. Those that the kernel was built without are allowed nowhere. */
  helpers: z.record(z.string(), helper),
});

export type HelperFact = z.infer<typeof helper>;
export type HelpersFile = z.infer<typeof helpersFileSchema>;
