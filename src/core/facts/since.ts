import { compareVersions, releaseAfter } from "../spec/versions.ts";
import type { KfuncHistory } from "./kfunc-history.ts";

/** Since when a kfunc is there, as far as anybody knows. */
export interface Since {
  /** The release; absent where it is only known between which two it came. */
  readonly version?: string;
  readonly commit?: string;
  /** The newest imported release before, which lacks it. */
  readonly after?: string;
  /** The oldest imported release that has it; absent where none does. */
  readonly measured?: string;
}

type Stated = { readonly version: string; readonly commit?: string | undefined } | undefined;

/** The release in which a kfunc came, where the imported releases leave no other: one that lacks it and the next one that has it. */
export function measuredVersion({ first: { release, after } }: Pick<KfuncHistory, "first">): string | undefined {
  return after !== undefined && releaseAfter(after) === release ? release : undefined;
}

/** What the spec states, and within which bounds the kernels put it. */
export function sinceOf(stated: Stated, history: KfuncHistory | undefined): Since {
  const version = stated?.version ?? (history && measuredVersion(history));
  const { after, release } = history?.first ?? {};
  return {
    ...(version !== undefined && { version }),
    ...(stated?.commit !== undefined && { commit: stated.commit }),
    ...(after !== undefined && { after }),
    ...(release !== undefined && { measured: release }),
  };
}

/**
 * The imported release that makes a stated version impossible: the first that has the kfunc where it is older, or the newest that
 * lacks it before that one where it is not. Kernels built without it say nothing.
 */
export function contradiction(
  version: string,
  { first, lacking }: Pick<KfuncHistory, "first" | "lacking">,
): { readonly release: string; readonly has: boolean } | undefined {
  if (compareVersions(version, first.release) > 0) return { release: first.release, has: true };
  const [lacks] = lacking
    .filter((release) => compareVersions(release, first.release) < 0 && compareVersions(release, version) >= 0)
    .sort((left, right) => compareVersions(right, left));
  return lacks === undefined ? undefined : { release: lacks, has: false };
}
