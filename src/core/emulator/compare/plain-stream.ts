import type { StreamName } from "../../kernel/objects/program-streams.ts";

/** What is written of a place in machine code (%pS). */
const place = /(?:[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+(?: \[\w+\])?|0x[0-9a-f]+)/.source;

/** Of a line with a place, and one of C where the place is in a program that has line information. */
const frames = `(?:${place}\\n(?: {2}.* @ \\S+:\\d+\\n)?)*`;

/** bpf_stream_stage_dump_stack (kernel/bpf/stream.c, v7.3): it ends in an empty line. */
const stack = `CPU: \\d+ UID: \\d+ PID: \\d+ Comm: .{0,15}\\nCall trace:\\n(${frames})\\n`;

/** A frame of a program's function, with its line of C; those of the kernel's have none. */
const frame = /^bpf_prog_[0-9a-f]{16}_(\w+)\+0x.*\n( {2}.* @ \S+:\d+\n)/gm;

const number = "0x[0-9a-f]+";
const locks = `Attempted lock {3}= ${number}\\nTotal held locks = \\d+\\n(?:Held lock\\[[ \\d]\\d\\] = ${number}\\n)*`;
const kfuncs = "bpf_res_spin_lock(?:_irqsave)?";

/** What each report begins with; a stack follows. Of arena.c and rqspinlock.c in kernel/bpf, v7.3. */
const arena = `ERROR: Arena (?:READ|WRITE) access at unmapped address ${number}\\n`;
const deadlock = `ERROR: AA or ABBA deadlock detected for ${kfuncs}\\n${locks}`;

/** Of kernel/bpf/core.c and rqspinlock.c, v7.3. */
const timeout = `ERROR: Timeout detected for (?:may_goto instruction\\n|${kfuncs}\\n${locks})`;

const stacks = new RegExp(stack, "g");
const reports = new RegExp(`(${arena}|${deadlock})(?=${stack})`, "g");
const timeouts = new RegExp(`${timeout}${stack}`, "g");

/** At the end of a line. */
const address = new RegExp(` ${number}$`, "gm");

const plainFrames = (text: string): string =>
  Array.from(text.matchAll(frame), ([, name, line]) => `${name}\n${line}`).join("");

const plainStacks = (text: string): string =>
  text.replace(stacks, (_, frames: string) => `Call trace:\n${plainFrames(frames)}\n`);

const plainReports = (text: string): string =>
  text.replace(timeouts, "").replace(reports, (report) => report.replace(address, " 0x…"));

/**
 * What Linux wrote to a stream in the form in which it is shown and compared, which is the one that the modelled kernel writes.
 * Beside what the program prints, the kernel writes stacks there; and to stderr alone reports, each before a stack, of what a program may
 * do but hardly wants: an access of a page that an arena has not, a lock that can't be had, a loop without end. What is another on each
 * machine is left out: of a stack the line with CPU and process, the kernel's own functions, and places in machine code; of a report's
 * addresses the digits; and the whole report of what only took too long, with its stack.
 *
 * Nothing in a stream tells who wrote it. So what a program prints itself is altered, too, where it is a whole stack to the letter, from the
 * line with CPU and process to the empty line behind its last frame, and in stderr a whole report before such a stack. All else that is like
 * a part of one stays: a line of a report without its stack, a report in stdout, a stack without its first line or with other lines in it.
 */
export const plainStream = (name: StreamName, text: string): string =>
  plainStacks(name === "stderr" ? plainReports(text) : text);
