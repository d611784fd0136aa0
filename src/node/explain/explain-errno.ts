import { getSystemErrorMap } from "node:util";
import type { Content } from "../../core/spec/content.ts";
import { type ErrnoName, errnoName, errnoValues } from "../../core/uapi/errno.ts";
import { listSome } from "../../core/words/list-some.ts";

/** The error that is asked for by its name or number, with a minus or without, in capitals or not. */
export function errnoAsked(asked: string): ErrnoName | undefined {
  const bare = asked.trim().replace(/^-/, "").toUpperCase();
  if (/^\d{1,4}$/.test(bare)) return errnoName(-Number(bare));
  return Object.hasOwn(errnoValues, bare) ? (bare as ErrnoName) : undefined;
}

/** What the machine calls it; nothing for those that it does not name. */
function meaningOf(name: ErrnoName): string {
  const [, meaning] = [...getSystemErrorMap().values()].find(([each]) => each === name) ?? [];
  return meaning === undefined ? "" : `: ${meaning}`;
}

/** So many scenarios of an error are named. */
const MOST_SHOWN = 3;

/** What an error means: its number, and each kfunc whose spec says when it gives it. */
export function explainErrno(name: ErrnoName, { kfuncs }: Content): string {
  const number = errnoValues[name];
  const given = kfuncs.flatMap(({ value: { name: kfunc, errors = [] } }) => {
    const own = errors.filter(({ value }) => value === name);
    const shown = own.flatMap(({ shown_by }) => shown_by ?? []);
    const times = own.map(({ when }) => `    ${when.trim().replaceAll(/\s+/g, " ")}`);
    const by = shown.length === 0 ? [] : [`    shown by ${listSome(shown, MOST_SHOWN)}`];
    return own.length === 0 ? [] : [[`  ${kfunc}`, ...times, ...by].join("\n")];
  });
  return [
    `${name}${meaningOf(name)}. A function that returns an int gives -${number}.`,
    given.length === 0
      ? "No spec lists it among the errors of its kfunc."
      : `By the specs it is given by\n\n${given.join("\n")}`,
  ].join("\n\n");
}
