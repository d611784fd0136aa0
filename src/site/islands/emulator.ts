/** All that a page loads of `core` to run a program and show it: one entry, so that it is one bundle. */
export { printDiagnostic } from "../../core/diagnostics/code-frame.ts";
export { Emulator } from "../../core/emulator/emulator.ts";
export { disassemble } from "../../core/isa/disassemble.ts";
