import type { LineFinder } from "../kernel/objects/program-streams.ts";
import type { ProgramImage } from "./program-image.ts";

/** Finds what runs at an instruction in C, as bpf_prog_get_file_line does by its place in machine code (kernel/bpf/core.c, v7.3). */
export function runningLines({ functions, lines }: Pick<ProgramImage, "functions" | "lines">): LineFinder {
  return (slot, end = slot + 1) => {
    const running = functions.find((each) => each.start <= slot && slot < each.end);
    if (!running) return undefined;
    const source = lines.findLast((line) => running.start <= line.slot && line.slot < end);
    return { function: running.name, source };
  };
}
