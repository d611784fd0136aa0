/**
 * Kfuncs that never return (kernel/bpf/helpers.c, v7.3). Linux shows a call when it ends, which theirs do not: they are
 * neither traced nor compared, and what they lead to is compared as ever.
 */
export const unreturningKfuncs: ReadonlySet<string> = new Set(["bpf_throw"]);
