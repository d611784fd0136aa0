/** bpf_stream_stage_dump_stack (kernel/bpf/stream.c, v7.3): it ends in an empty line. */
const stack = /^CPU: \d+ UID: \d+ PID: \d+ Comm: .*\nCall trace:\n((?:.+\n)*)\n/gm;

/** A frame of a program's function, with its line of C; those of the kernel's have none. */
const frame = /^bpf_prog_[0-9a-f]{16}_(\w+)\+0x.*\n( {2}.* @ .*:\d+\n)/gm;

/** Lines of a report with an address: of arena.c and rqspinlock.c in kernel/bpf, v7.3. */
const address = /^(ERROR: Arena .* address |Attempted lock {3}= |Held lock\[[ \d]\d\] = )0x[0-9a-f]+$/gm;

/** Reports of may_goto (kernel/bpf/core.c, v7.3) and of locks, up to the empty line that a stack ends in. */
const timeout = /^ERROR: Timeout detected .*\n(?:.+\n)*\n/gm;

const plainFrames = (frames: string): string =>
  Array.from(frames.matchAll(frame), ([, name, line]) => `${name}\n${line}`).join("");

/**
 * What Linux wrote to a stream in the form in which it is shown and compared, which is the one that the modelled kernel writes.
 * Beside what the program prints, the kernel writes stacks there, and reports with a stack of what a program may do but hardly
 * wants: an access of a page that an arena has not, a lock that can't be had, a loop without end. What is another on each machine
 * is left out: of a stack the line with CPU and process, the kernel's own functions, and places in machine code; of a report's
 * addresses the digits; and the whole report of what only took too long.
 */
export const plainStream = (text: string): string =>
  text
    .replace(timeout, "")
    .replace(stack, (_, frames: string) => `Call trace:\n${plainFrames(frames)}\n`)
    .replace(address, (_, before: string) => `${before}0x…`);
