import type { SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { code, type Phrase } from "./phrase.ts";

const structPattern = /\b(?:struct|union) (\w+)/g;

/** The structs and unions that a C type names. */
export const structsIn = (type: string): string[] => Array.from(type.matchAll(structPattern), ([, name]) => name ?? "");

const paged = new WeakMap<SiteModel, ReadonlySet<string>>();

/** Structs with a page: some prototype names them, and some kernel's facts have their layout. */
export function structsWithPages(model: SiteModel): ReadonlySet<string> {
  const known = paged.get(model) ?? findPaged(model);
  paged.set(model, known);
  return known;
}

function findPaged({ kfuncs, structs }: SiteModel): ReadonlySet<string> {
  const named = new Set(kfuncs.flatMap((kfunc) => typesOf(kfunc).flatMap(structsIn)));
  return new Set(structs.map(({ name }) => name).filter((name) => named.has(name)));
}

/** Every type that a kfunc's prototypes name, in any release. */
export function typesOf({ prototype, history }: Pick<SiteModel["kfuncs"][number], "prototype" | "history">): string[] {
  const all = [prototype, ...(history?.prototypes ?? []).map((span) => span.prototype)];
  return all.flatMap(({ returns, params }) => [returns, ...params.map(({ type }) => type)]);
}

/** A C type in pieces, the structs that have a page linked; `self` is the one that the page is about. */
export function typeText(model: SiteModel, type: string, self?: string): Phrase[] {
  const pages = structsWithPages(model);
  const phrases: Phrase[] = [];
  let done = 0;
  for (const match of type.matchAll(structPattern)) {
    const name = match[1] ?? "";
    if (!pages.has(name) || name === self) continue;
    if (match.index > done) phrases.push(code(type.slice(done, match.index)));
    phrases.push(code(match[0], pagePath("struct", name)));
    done = match.index + match[0].length;
  }
  if (done < type.length) phrases.push(code(type.slice(done)));
  return phrases;
}
