/**
 * The name by which a program declares a kfunc. libbpf leaves out what follows the last three underscores of a symbol
 * (`bpf_core_essential_name_len` in tools/lib/bpf/libbpf.c, v7.3), so a kfunc that is itself called so gets one more end.
 */
export const ksymName = (kfunc: string): string => (/[^_]___[^_]/.test(kfunc) ? `${kfunc}___ksym` : kfunc);
