import type { InlinedExample } from "./inline-headers.ts";

/** An example's C that includes nothing. */
export interface SelfContained {
  /** What the program needs of vmlinux.h and libbpf's headers, to stand in their place. */
  readonly declarations: string;
  readonly program: InlinedExample;
}

/** The whole in one text. */
export function selfContainedText({ declarations, program }: SelfContained): string {
  return `${program.before}${declarations}${program.after}`;
}

/** The same with the declarations in a file that `include` names. */
export function includingText(program: InlinedExample, include: string): string {
  return `${program.before}#include <${include}>\n${program.after}`;
}

/** `replay-window.self-contained.bpf.c` */
export const selfContainedFile = (sourceFile: string): string => sourceFile.replace(/(?=\.bpf\.c$)/, ".self-contained");

/** `replay-window.declarations.h` */
export const declarationsFile = (sourceFile: string): string => sourceFile.replace(/\.bpf\.c$/, ".declarations.h");
