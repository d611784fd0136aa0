import type { KfuncModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { pathInC } from "./path-in-c.ts";
import { code, type Phrase, plain } from "./phrase.ts";

const kfuncLink = (name: string) => code(name, pagePath("kfunc", name));

/** What a program does with what the kfunc returns, as flags and spec have it: a sentence each. */
export function returnAdvice({ spec, flags, errors = [], params }: KfuncModel): Phrase[][] {
  const told = new Set(errors.flatMap(({ via, value }) => (via && value !== "NULL" ? [pathInC(via, params)] : [])));
  return [
    ...(flags.includes("KF_RET_NULL") ? [[plain("Compare it with NULL before you use it.")]] : []),
    ...[...told].map((path) => [code(path), plain(" says which error it was.")]),
    ...(spec.released_by ? [[plain("Give the reference back with "), kfuncLink(spec.released_by), plain(".")]] : []),
    ...(spec.acquired_by ? [[plain("It takes a reference from "), kfuncLink(spec.acquired_by), plain(".")]] : []),
  ];
}
