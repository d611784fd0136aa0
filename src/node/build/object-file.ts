/** The object's file name: `replay-window.bpf.o`, and `replay-window.bpf.LEAK.o` for a variant. */
export function objectFile(sourceFile: string, variant?: string): string {
  const name = sourceFile.replace(/\.c$/, "");
  return variant === undefined ? `${name}.o` : `${name}.${variant}.o`;
}
