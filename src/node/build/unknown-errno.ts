import { nearest } from "../../core/diagnostics/nearest.ts";
import { errnoNames } from "../../core/uapi/errno.ts";

/** The parts of `expect` that may hold errors beyond what the format knows to be one. */
const parts = ["return", "globals", "maps", "context", "calls"];

/** What is wrong with an expected error such as -EBUSSY that has no number; undefined where it is none, or has one. */
export function unknownErrno(
  path: readonly (string | number)[],
  expected: string,
): { readonly message: string; readonly help: string } | undefined {
  const name = /^-(E[A-Z0-9]+)$/.exec(expected)?.[1];
  const known: readonly string[] = errnoNames;
  if (name === undefined || known.includes(name) || !parts.includes(String(path[1]))) return undefined;
  const near = nearest(name, known);
  return {
    message: `There is no errno ${name}`,
    help: near === undefined ? "Write a name such as -ENOENT." : `Did you mean -${near}?`,
  };
}
