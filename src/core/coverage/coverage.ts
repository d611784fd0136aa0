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
  readonly hasProse: boolean;
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

/** Whether nothing is missing: summary, parameters, return, errors, prose, and an example. */
export function isWhole(kfunc: KfuncCoverage): boolean {
  const { hasSummary, params, paramsDescribed, returnsValue, returnsDescribed, errorsListed, hasProse, examples } =
    kfunc;
  const isDescribed = paramsDescribed === params && (!returnsValue || returnsDescribed);
  return hasSummary && isDescribed && errorsListed && hasProse && examples > 0;
}

export function countCoverage(kfuncs: readonly KfuncCoverage[]): CoverageCounts {
  const count = (has: (kfunc: KfuncCoverage) => boolean) => kfuncs.filter(has).length;
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
    prose: count(({ hasProse }) => hasProse),
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
