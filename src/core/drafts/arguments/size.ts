import type { ArgumentMaker } from "./maker.ts";

/** Suffixes by which the verifier takes a parameter for the size of the one before it, or a constant one. */
const sizeSuffix = /__(sz|szk)$/;

export const isSizeName = (name: string): boolean => sizeSuffix.test(name);

/** Whether a parameter is the size of the one before: by the verifier's suffix, or by name (`opts`, `opts_len`). */
export function isSizeOf(name: string, previous: { readonly name: string; readonly type: string }): boolean {
  if (!previous.type.endsWith("*")) return false;
  return isSizeName(name) || name === `${previous.name}_len` || name === `${previous.name}_size`;
}

/** The size of what the argument before points to. */
export const size: ArgumentMaker = ({ name, previous }) => {
  if (!previous || !isSizeOf(name, previous)) return undefined;
  const { argument } = previous;
  return argument === "NULL" ? "0" : `sizeof(${argument.startsWith("&") ? argument.slice(1) : argument})`;
};

/** Sizes of what is returned must be constants (check_kfunc_args, kernel/bpf/verifier.c, v7.3), and so must `__k`. */
export const constant: ArgumentMaker = ({ name }) => (/^(rdonly|rdwr)_buf_size$|__k$/.test(name) ? "8" : undefined);
