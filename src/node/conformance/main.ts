import { readFileSync } from "node:fs";
import { readBytes, runConformance } from "./plugin.ts";

/** The protocol of bpf_conformance: memory as the first argument, the program as the first line of standard input. */
function main(memoryText: string | undefined, input: string): number {
  const program = readBytes(input.split("\n")[0] ?? "");
  const memory = memoryText === undefined || memoryText.trim() === "" ? undefined : readBytes(memoryText);
  if (!program || (memoryText?.trim() && !memory)) {
    console.error("Error: expected bytes as two hexadecimal digits each, with blanks between them");
    return 1;
  }
  const { r0, error } = runConformance(program, memory);
  if (error !== undefined) console.error(`Error: ${error}`);
  else console.log(r0.toString(16));
  return error === undefined ? 0 : 1;
}

process.exitCode = main(process.argv[2], readFileSync(0, "utf8"));
