import { printBash } from "./bash.ts";
import type { CommandShape, Shell } from "./command-shape.ts";
import { printFish } from "./fish.ts";
import { printZsh } from "./zsh.ts";

const printers: Readonly<Record<Shell, (shapes: readonly CommandShape[]) => string>> = {
  bash: printBash,
  zsh: printZsh,
  fish: printFish,
};

/** A script by which a shell completes the words of kfdoc. */
export const printCompletion = (shell: Shell, shapes: readonly CommandShape[]): string => printers[shell](shapes);
