import { nearestTypo } from "../../../core/diagnostics/nearest.ts";
import type { NamedHit, NamedPage, NamesFound } from "./named-page.ts";

/** More pages whose names merely hold the words than these leave no room for anything else. */
const MOST_PARTIAL = 6;
/** Shorter words are like too many others. */
export const SHORTEST_TYPO = 5;
const EXACT = 1000;

/** Of `returns -64`: `returns` and `-64`. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/(?<!\w)-\d+|[a-z0-9_]+/g) ?? [];
const partsOf = (name: string): string[] => name.toLowerCase().split("_").filter(Boolean);
const bare = (name: string): string => name.toLowerCase().replace(/^(?:struct|union) /, "");

const hitOf = (page: NamedPage): NamedHit => ({ page, href: page.href, title: page.name });

const memberHit = (page: NamedPage, member: string): NamedHit => ({
  page,
  href: `${page.href}#member-${member}`,
  title: `${member} in ${page.name}`,
});

function memberOf({ members = [] }: NamedPage, words: readonly string[]): string | undefined {
  return members.find((member) => words.includes(member.toLowerCase()));
}

/** Whether the parts of a word stand in a name in the same order: `bpf_ct_lookup` in `bpf_skb_ct_lookup`. */
function holdsInOrder(name: readonly string[], parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return parts.length > 0;
}

/** How near a name is to a query of one word; 0 where it does not hold it. The less else is in the name, the nearer. */
function nearnessToWord(name: string, word: string): number {
  const others = 100 - Math.min(99, name.length - word.length);
  if (name.includes(word)) return 300 + others;
  const parts = partsOf(word);
  return parts.length > 1 && holdsInOrder(partsOf(name), parts) ? 200 + others : 0;
}

/** Of several words that all stand in a name. */
function nearnessToWords(name: string, words: readonly string[]): number {
  const parts = partsOf(name);
  const isIn = words.every((word) => parts.includes(word) || partsOf(word).every((part) => parts.includes(part)));
  return isIn ? 100 - Math.min(99, parts.length) : 0;
}

/** Something of which several words give the other name: `read a packet with a dynptr`, `returns -64`. */
const isAbout = ({ alias = "" }: NamedPage, words: readonly string[]): boolean =>
  words.some((word) => word === alias || `${word}s` === alias);

function nearness(page: NamedPage, query: string, words: readonly string[]): number {
  const name = bare(page.name);
  if (name === query || page.alias?.toLowerCase() === query) return EXACT;
  if (words.includes(name) && (name.includes("_") || page.name === page.name.toUpperCase())) return EXACT - 1;
  const [word = "", ...others] = words;
  if (others.length === 0) return nearnessToWord(name, word);
  return nearnessToWords(name, words) || Number(isAbout(page, words));
}

function find(query: string, pages: readonly NamedPage[]): NamedHit[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const ranked = pages
    .map((page) => ({ page, near: nearness(page, query, words) }))
    .filter(({ near }) => near > 0)
    .sort((left, right) => right.near - left.near);
  const exact = ranked.filter(({ near }) => near >= EXACT - 1).map(({ page }) => page);
  const partial = ranked.filter(({ near }) => near < EXACT - 1).map(({ page }) => page);
  const within = exact.flatMap((page) => {
    const member = memberOf(page, words);
    return member === undefined ? [] : [memberHit(page, member)];
  });
  const members =
    words.length === 1 ? pages.flatMap((page) => (memberOf(page, words) ? [memberHit(page, query)] : [])) : [];
  return [...within, ...exact.map(hitOf), ...members, ...partial.slice(0, MOST_PARTIAL).map(hitOf)];
}

/** Pages by what they are about: exact names, members of structs, then names that hold what was asked for. */
export function findNames(asked: string, pages: readonly NamedPage[]): NamesFound {
  const query = bare(asked.trim());
  const hits = find(query, pages);
  if (hits.length > 0 || /\s/.test(query) || query.length < SHORTEST_TYPO) return { hits };
  const names = pages.flatMap(({ name, members = [] }) => [bare(name), ...members]);
  const parts = names.flatMap(partsOf).filter((part) => part.length >= SHORTEST_TYPO);
  const meant = nearestTypo(query, new Set(query.includes("_") ? names : [...parts, ...names]));
  return meant === undefined ? { hits } : { hits: find(meant.toLowerCase(), pages), meant };
}
