import { compareVersions } from "../spec/versions.ts";
import { type KfuncFlag, kfuncFlags } from "../uapi/kfunc-flags.ts";
import type { KfuncFact } from "./kfuncs-file.ts";

/** The release from which on every pointer must be trusted and KF_TRUSTED_ARGS is gone (kernel/bpf/verifier.c, v7.0). */
const TRUSTED_BY_DEFAULT = "7.0";

/** Flags of any of its sets, in the order of the kernel's list: five hid_bpf kfuncs have others in one set than in another up to 7.0. */
export function flagsOf({ sets }: KfuncFact): KfuncFlag[] {
  const found = new Set(sets.flatMap(({ flags }) => flags));
  return kfuncFlags.filter((flag) => found.has(flag));
}

const isTrustedByDefault = (release: string) => compareVersions(release, TRUSTED_BY_DEFAULT) >= 0;

export interface FlagChange {
  readonly added: readonly KfuncFlag[];
  readonly removed: readonly KfuncFlag[];
  /** Pointers that were not checked must be trusted and not NULL from here on, though no flag says so. */
  readonly trusted: boolean;
}

/** Flags that let a pointer be less than trusted, or ask for trust by themselves, whatever the release. */
const decidesTrust: ReadonlySet<KfuncFlag> = new Set(["KF_TRUSTED_ARGS", "KF_RELEASE", "KF_RCU", "KF_KPTR_GET"]);

/** Structs for which the verifier has checks of their own, with or without trust (get_kfunc_arg_type, v7.3). */
const checkedStructs =
  /^(const )?struct (xdp_md|__sk_buff|bpf_(dynptr|iter_\w+|list_(head|node)|rb_(root|node)|wq|timer|task_work|res_spin_lock)) \*$/;

const checkedSuffixes = /__(ign|k|map|const_map|alloc|refcounted_kptr|str|irq_flag|prog|nullable|opt)$/;

/** Whether it takes pointers to kernel objects or memory that nothing but trust protects. */
const takesPointers = ({ params }: KfuncFact) =>
  params.some(({ name, type }) => {
    const isPlain = type.endsWith("*") && !checkedStructs.test(type);
    return isPlain && !checkedSuffixes.test(name);
  });

/**
 * What changed between two releases that both have the kfunc; undefined where nothing did. That KF_TRUSTED_ARGS is gone
 * from 7.0 on is no change: it became the rule for all.
 */
export function compareFlags(
  older: { readonly release: string; readonly fact: KfuncFact },
  newer: { readonly release: string; readonly fact: KfuncFact },
): FlagChange | undefined {
  const [before, after] = [flagsOf(older.fact), flagsOf(newer.fact)];
  const turns = !isTrustedByDefault(older.release) && isTrustedByDefault(newer.release);
  const counts = (flag: KfuncFlag) => !(turns && flag === "KF_TRUSTED_ARGS");
  const added = after.filter((flag) => !before.includes(flag) && counts(flag));
  const removed = before.filter((flag) => !after.includes(flag) && counts(flag));
  const trusted = turns && takesPointers(older.fact) && !before.some((flag) => decidesTrust.has(flag));
  return added.length + removed.length > 0 || trusted ? { added, removed, trusted } : undefined;
}
