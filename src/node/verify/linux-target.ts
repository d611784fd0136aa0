import { isLoadCompatible } from "../../core/facts/load-compatible.ts";
import { sinceOf } from "../../core/facts/since.ts";
import type { Content } from "../../core/spec/content.ts";
import type { Kernel } from "../build/read-kernel.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { LinuxTarget } from "./linux-limits.ts";

/**
 * The release since which each kfunc is there, for one kernel: by its own facts where it has some, which also know what it was
 * built without; else by what specs state or other kernels show.
 */
function sinceByName({ kfuncs }: Content, { histories, releases }: Kernel, release: string): Map<string, string> {
  const facts = releases.find((each) => each.release === release);
  return new Map(
    kfuncs.flatMap(({ value: { name, since } }) => {
      const { version, measured } = sinceOf(since, histories.get(name));
      const known = facts?.kfuncs.has(name) ? release : facts ? measured : (version ?? measured);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

/** The release since which libbpf resolves today's declaration of a kfunc, for those that once had another prototype. */
function loadableSince({ histories }: Kernel): Map<string, string> {
  return new Map(
    [...histories].flatMap(([name, { prototypes: spans }]) => {
      const [newest] = spans;
      if (!newest) return [];
      const other = spans.findIndex(({ prototype }) => !isLoadCompatible(newest.prototype, prototype));
      return other < 0 ? [] : [[name, (spans[other - 1] ?? newest).since] as const];
    }),
  );
}

/** A kernel that scenarios are to run on, with what is known of its kfuncs. */
export const linuxTarget = (kernel: LinuxKernel, content: Content, newest: Kernel): LinuxTarget => ({
  kernel,
  since: sinceByName(content, newest, kernel.release),
  loadableSince: loadableSince(newest),
});
