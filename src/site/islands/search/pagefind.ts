import type { FoundPage } from "./rank.ts";

interface Pagefind {
  init(): Promise<void>;
  /** Null where a later search has begun meanwhile. */
  debouncedSearch(query: string, options: object, delay: number): Promise<Found | null>;
}

interface Found {
  readonly results: readonly { data(): Promise<FoundPage> }[];
}

/** So many pages are looked at; more than one reads. */
const mostPages = 16;

/** Milliseconds that a reader may take from one letter to the next. */
const patience = 120;

let loading: Promise<Pagefind> | undefined;

async function load(address: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.init();
  return pagefind;
}

/** The first pages that hold the words; undefined where a later search took the place of this one. */
export async function findPages(address: string, words: string): Promise<FoundPage[] | undefined> {
  loading ??= load(address);
  const found = await (await loading).debouncedSearch(words, {}, patience);
  return found ? Promise.all(found.results.slice(0, mostPages).map((result) => result.data())) : undefined;
}
