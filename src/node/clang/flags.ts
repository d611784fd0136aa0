/** Flags that decide what the object holds: the command on the page has these and no others. */
export const codeFlags = [
  "--target=bpf",
  "-mcpu=v3",
  "-O2",
  "-g",
  // vmlinux.h as bpftool prints it for 7.x holds named structs without a member name: read, and not warned of.
  "-fms-extensions",
  "-Wall",
  "-Wextra",
  "-Wno-microsoft-anon-tag",
  // A program has its context as parameter even where it looks at nothing in it.
  "-Wno-unused-parameter",
] as const;

/** The command that compiles an example as it stands, to copy; the include path is the reader's own. */
export function compileCommand(sourceFile: string): string {
  const objectFile = sourceFile.replace(/\.c$/, ".o");
  return `clang ${codeFlags.join(" ")} -I. -c ${sourceFile} -o ${objectFile}`;
}

/** The command for a source that includes nothing. */
export const compileAloneCommand = (sourceFile: string, objectFile: string): string =>
  `clang ${codeFlags.join(" ")} -c ${sourceFile} -o ${objectFile}`;

/** Name by which the header folder is known in objects and messages, in place of its path on this machine. */
export const HEADER_ALIAS = "include";

/** Flags for a build that reads nothing else and gives the same object on every machine. */
export function buildFlags(headerFolder: string): string[] {
  return [
    "--no-default-config",
    ...codeFlags,
    "-std=gnu17",
    "-Wdate-time",
    "-nostdinc",
    "-isystem",
    headerFolder,
    "-fdebug-compilation-dir=.",
    `-ffile-prefix-map=${headerFolder}=${HEADER_ALIAS}`,
    "-fno-crash-diagnostics",
    "-fno-color-diagnostics",
    "-fno-caret-diagnostics",
    "-fdiagnostics-print-source-range-info",
    "-ferror-limit=50",
  ];
}

/** All that clang sees of the environment. */
export const clangEnvironment = { LC_ALL: "C", SOURCE_DATE_EPOCH: "0" } as const;

/** Limits for one run of clang over an author's file. */
export const clangLimits = {
  cpuSeconds: 10,
  wallSeconds: 60,
  memoryMiB: 2048,
  fileMiB: 64,
  outputBytes: 1 << 20,
} as const;
