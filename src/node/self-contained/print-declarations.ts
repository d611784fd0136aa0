/** What declarations are made of. */
export interface DeclarationParts {
  /** The kernel that the types are of: `7.3.4+deb13-amd64`. */
  readonly kernel: string;
  readonly types: string;
  readonly libbpf: string;
  /** What libbpf's headers say of their licence and authors. */
  readonly notices: readonly string[];
}

/** A variant of a program may leave a helper unused, of which clang says nothing in a system header. */
const QUIET = '#pragma clang diagnostic push\n#pragma clang diagnostic ignored "-Wunused-variable"\n';
const LOUD = "#pragma clang diagnostic pop\n";

const comment = (...lines: readonly string[]) => `/* ${lines.join("\n * ")} */\n`;

/** The text that stands in the place of vmlinux.h and libbpf's headers. */
export function printDeclarations({ kernel, types, libbpf, notices }: DeclarationParts): string {
  const head = types === "" ? [] : [comment(`What the program needs of the types of Linux ${kernel}.`), types];
  const tail = libbpf === "" ? [] : [comment("What it needs of libbpf's headers.", ...notices), QUIET, libbpf, LOUD];
  return [...head, ...tail, comment("The program.")].join("");
}
