import { missingParts } from "./missing-parts.ts";

/** How far one kfunc is documented. */
export interface KfuncCoverage {
  readonly name: string;
  /** The folder of its spec. */
  readonly family: string;
  readonly hasSpec: boolean;
  readonly hasSummary: boolean;
  /** Parameters in the newest release, and those with a text. */
  readonly params: number;
  readonly paramsDescribed: number;
  /** A void kfunc has nothing to describe. */
  readonly returnsValue: boolean;
  readonly returnsDescribed: boolean;
  /** Whether somebody has listed its errors, be it that there are none. */
  readonly errorsListed: boolean;
  /** Errors that a run shows, and those with a reason why none can. */
  readonly errorsShown: number;
  readonly errorsExcused: number;
  /** Of the page's prose; 0 where there is no page. */
  readonly words: number;
  /** Whether the newest release no longer has it, so that neither the emulator nor an example can run it. */
  readonly isGone: boolean;
  /** Whether the emulator has a model of it. */
  readonly isModelled: boolean;
  /** Examples that call it. */
  readonly examples: number;
  /** Scenarios in which it was called. */
  readonly scenarios: readonly string[];
  /** Releases of Linux in which one of these ran. */
  readonly releases: readonly string[];
}

/** The counts of one family, or of all kfuncs together. */
export interface CoverageCounts {
  readonly kfuncs: number;
  readonly specs: number;
  readonly params: number;
  readonly params_described: number;
  /** Kfuncs that return something, and those of which is said what. */
  readonly returns: number;
  readonly returns_described: number;
  /** Kfuncs whose errors are listed. */
  readonly errors_listed: number;
  readonly errors_shown: number;
  readonly errors_excused: number;
  /** Kfuncs with a page of prose. */
  readonly prose: number;
  /** Words of the shortest and of the longest of these pages; 0 where there is none. */
  readonly least_words: number;
  readonly most_words: number;
  /** Kfuncs that the emulator has a model of. */
  readonly models: number;
  /** Kfuncs that an example calls. */
  readonly examples: number;
  /** Scenarios in which one of them was called. */
  readonly scenarios: number;
  /** Kfuncs that a scenario called in a real Linux. */
  readonly vouched: number;
  /** Releases of Linux that vouch for one of them. */
  readonly releases: number;
  /** Kfuncs of which every part is documented. */
  readonly whole: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export const isWhole = (kfunc: KfuncCoverage): boolean => missingParts(kfunc).length === 0;

export function countCoverage(kfuncs: readonly KfuncCoverage[]): CoverageCounts {
  const count = (has: (kfunc: KfuncCoverage) => boolean) => kfuncs.filter(has).length;
  const pages = kfuncs.map(({ words }) => words).filter((words) => words > 0);
  return {
    kfuncs: kfuncs.length,
    specs: count(({ hasSpec }) => hasSpec),
    params: sum(kfuncs.map(({ params }) => params)),
    params_described: sum(kfuncs.map(({ paramsDescribed }) => paramsDescribed)),
    returns: count(({ returnsValue }) => returnsValue),
    returns_described: count(({ returnsValue, returnsDescribed }) => returnsValue && returnsDescribed),
    errors_listed: count(({ errorsListed }) => errorsListed),
    errors_shown: sum(kfuncs.map(({ errorsShown }) => errorsShown)),
    errors_excused: sum(kfuncs.map(({ errorsExcused }) => errorsExcused)),
    prose: pages.length,
    least_words: pages.length === 0 ? 0 : Math.min(...pages),
    most_words: Math.max(0, ...pages),
    models: count(({ isModelled }) => isModelled),
    examples: count(({ examples }) => examples > 0),
    scenarios: new Set(kfuncs.flatMap(({ scenarios }) => scenarios)).size,
    vouched: count(({ releases }) => releases.length > 0),
    releases: new Set(kfuncs.flatMap(({ releases }) => releases)).size,
    whole: count(isWhole),
  };
}

/** The counts of each family, by name. */
export function countFamilies(kfuncs: readonly KfuncCoverage[]): ReadonlyMap<string, CoverageCounts> {
  const names = [...new Set(kfuncs.map(({ family }) => family))].sort();
  return new Map(names.map((name) => [name, countCoverage(kfuncs.filter(({ family }) => family === name))]));
}
