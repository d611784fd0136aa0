/** What is left out of stacks, wherever they are asked for. */
export const stacksNotModelled: readonly string[] = [
  "Which functions and processes run: a stack has a few frames, whose addresses are nobody's.",
  "Build IDs: frames of processes are given by their addresses, as those of memory without a file are.",
];

/**
 * What a walk of a stack finds, from the innermost function on. Nothing of the kernel runs here, and no process: there are as many
 * frames as this, and their addresses, in the kernel's text and in a program's, are nobody's.
 */
const frames = { kernel: 8, user: 3 } as const;
const texts = { kernel: 0xffff_ffff_8100_0000n, user: 0x0040_1000n } as const;

const BYTES_BETWEEN = 0x1040n;

/** Of the stack of the process that runs, or of another one's in the kernel. */
export type StackSide = keyof typeof frames;

/** sysctl_perf_event_max_stack, as it is where nobody changed it. */
export const DEEPEST_STACK = 127;

/** The addresses that a walk of so many frames at most finds. */
export const walkStack = (side: StackSide, most: number): readonly bigint[] =>
  Array.from({ length: Math.min(frames[side], most) }, (_, index) => texts[side] + BYTES_BETWEEN * BigInt(index + 1));
