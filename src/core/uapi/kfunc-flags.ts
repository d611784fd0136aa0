/**
 * KF_ flags that any release since 6.1 registers kfuncs with (include/linux/btf.h, v6.1 to v7.3). Their bit values changed
 * between releases, so only the names stand here. KF_KPTR_GET is in 6.1 only; KF_TRUSTED_ARGS became the default in 7.0.
 */
export const kfuncFlags = [
  "KF_ACQUIRE",
  "KF_RELEASE",
  "KF_RET_NULL",
  "KF_KPTR_GET",
  "KF_TRUSTED_ARGS",
  "KF_SLEEPABLE",
  "KF_DESTRUCTIVE",
  "KF_RCU",
  "KF_ITER_NEW",
  "KF_ITER_NEXT",
  "KF_ITER_DESTROY",
  "KF_RCU_PROTECTED",
  "KF_FASTCALL",
  "KF_ARENA_RET",
  "KF_ARENA_ARG1",
  "KF_ARENA_ARG2",
  "KF_IMPLICIT_ARGS",
  "KF_SPINLOCK_SAFE",
  "KF_PERFMON",
] as const;

export type KfuncFlag = (typeof kfuncFlags)[number];
