/** A flag of kfuncs and the releases whose include/linux/btf.h defines it, of those that have facts. */
interface KfuncFlagBit {
  readonly flag: string;
  /** `1 << bit` */
  readonly bit: number;
  readonly first: string;
  /** Absent where the newest release still has it. */
  readonly last?: string;
}

/**
 * KF_ flags that kfuncs are registered with (include/linux/btf.h, v6.1 to v7.3). No bit had two meanings so far.
 * KF_TRUSTED_ARGS went when it became the default, in 7.0.
 */
export const kfuncFlagBits = [
  { flag: "KF_ACQUIRE", bit: 0, first: "6.1" },
  { flag: "KF_RELEASE", bit: 1, first: "6.1" },
  { flag: "KF_RET_NULL", bit: 2, first: "6.1" },
  { flag: "KF_KPTR_GET", bit: 3, first: "6.1", last: "6.1" },
  { flag: "KF_TRUSTED_ARGS", bit: 4, first: "6.1", last: "6.19" },
  { flag: "KF_SLEEPABLE", bit: 5, first: "6.1" },
  { flag: "KF_DESTRUCTIVE", bit: 6, first: "6.1" },
  { flag: "KF_RCU", bit: 7, first: "6.12" },
  { flag: "KF_ITER_NEW", bit: 8, first: "6.12" },
  { flag: "KF_ITER_NEXT", bit: 9, first: "6.12" },
  { flag: "KF_ITER_DESTROY", bit: 10, first: "6.12" },
  { flag: "KF_RCU_PROTECTED", bit: 11, first: "6.12" },
  { flag: "KF_FASTCALL", bit: 12, first: "6.16" },
  { flag: "KF_ARENA_RET", bit: 13, first: "6.16" },
  { flag: "KF_ARENA_ARG1", bit: 14, first: "6.16" },
  { flag: "KF_ARENA_ARG2", bit: 15, first: "6.16" },
  { flag: "KF_IMPLICIT_ARGS", bit: 16, first: "7.0" },
  { flag: "KF_SPINLOCK_SAFE", bit: 17, first: "7.3" },
  { flag: "KF_PERFMON", bit: 18, first: "7.3" },
] as const satisfies readonly KfuncFlagBit[];

export type KfuncFlag = (typeof kfuncFlagBits)[number]["flag"];

/** The names in the order of their bits. */
export const kfuncFlags = kfuncFlagBits.map(({ flag }) => flag) as [KfuncFlag, ...KfuncFlag[]];
