import { flagsOf } from "../../core/facts/flags.ts";
import { declare, printPrototype } from "../../core/facts/prototype.ts";
import { MARKER } from "../../core/spec/unwritten.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import type { ShowPath } from "../content/shown-path.ts";
import type { DraftedExample } from "./new-example.ts";
import type { NewKfunc } from "./new-kfunc.ts";

/** What was written for an example, and what it lacks. */
export function printNewExample({ written, form, missing }: DraftedExample, show: ShowPath): string[] {
  return [
    ...written.map((path) => `Wrote ${show(`content/${path}`)}`),
    `It is a program of SEC("${form}"), the simplest that may call what it calls.`,
    ...missing.map(
      ({ kfunc, name, type }) =>
        `The call of ${kfunc} is left to you: nothing gives a program its ${declare(type, name)}.`,
    ),
  ];
}

/** What the kernels say of a kfunc, and what was written for it. */
export function printNewKfunc({ kfunc, written, completed, example }: NewKfunc, show: ShowPath): string[] {
  const { name, fact, history } = kfunc;
  const flags = flagsOf(fact);
  const { releases } = history;
  return [
    `${printPrototype(name, fact)}`,
    `Flags: ${flags.join(", ") || "none"}. Imported releases that have it: ${releases.toReversed().join(", ")}.`,
    ...(completed === undefined ? [] : [`Completed ${show(`content/${completed}`)}; what stood in it stays`]),
    ...written.map((path) => `Wrote ${show(`content/${path}`)}`),
    ...(example ? printNewExample(example, show) : []),
  ];
}

/** What comes after a draft; `options` are to stand behind each command, `unstated` the kfuncs that it calls and no spec states. */
export function nextSteps(example: string | undefined, options: string, unstated: readonly string[] = []): string {
  const run = example === undefined ? [] : [`${kfdocCommand(`run ${example}${options}`)} shows what the example does.`];
  return [
    ...unstated.map((name) => `No spec states ${name}: ${kfdocCommand(`new kfunc ${name}${options}`)} drafts one.`),
    [`Write what is marked ${MARKER} and run ${kfdocCommand(`check${options}`)}: it says what is left.`, ...run].join(
      " ",
    ),
  ].join("\n");
}
