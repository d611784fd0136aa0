import { flagsOf } from "../facts/flags.ts";
import type { KfuncHistory } from "../facts/kfunc-history.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../facts/release-facts.ts";
import { measuredVersion } from "../facts/since.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import { printNewSpec } from "../spec/print-spec.ts";
import { MARKER } from "../spec/unwritten.ts";
import { counterpartOf } from "./pairs.ts";

/** A kfunc, by the newest release that has it. */
export interface DraftedKfunc {
  readonly name: string;
  readonly fact: KfuncFact;
  readonly facts: ReleaseFacts;
  readonly history: KfuncHistory;
}

const quoted = (text: string) => JSON.stringify(`${MARKER} ${text}`);

/** One key of a spec as lines of YAML; none where it has nothing to say of this kfunc. */
type KeyDraft = (kfunc: DraftedKfunc) => readonly string[];

const since: KeyDraft = ({ history }) => {
  const version = measuredVersion(history);
  if (version !== undefined) return [`since: { version: "${version}" } # ${MARKER} commit: the one that added it`];
  const { release, after } = history.first;
  return [
    `since: { version: "${release}" } # ${MARKER} the release after ${after ?? "the oldest"} that brought it, and its commit`,
  ];
};

/** The other half of a reference; a family has several at times, so that it is to be looked at. */
const pairing =
  (flag: "KF_ACQUIRE" | "KF_RELEASE", key: "released_by" | "acquired_by"): KeyDraft =>
  ({ name, fact, facts }) => {
    if (!flagsOf(fact).includes(flag)) return [];
    const other = counterpartOf(facts, name);
    return [other === undefined ? `${key}: unknown # ${MARKER} which kfunc is the other half` : `${key}: ${other}`];
  };

const params: KeyDraft = ({ fact }) =>
  fact.params.length === 0
    ? []
    : ["params:", ...fact.params.map(({ name, type }) => `  ${name}: ${quoted(`what it is (${type})`)}`)];

const returns: KeyDraft = ({ fact }) =>
  fact.returns === "void" ? [] : [`returns: ${quoted(`what it means (${fact.returns})`)}`];

const errors: KeyDraft = ({ fact }) => {
  if (fact.returns === "void")
    return [`errors: [] # ${MARKER} take this remark away once you have read that there is none`];
  const all = `# ${MARKER} every error value that the implementation can give, in the order of its checks`;
  if (!flagsOf(fact).includes("KF_RET_NULL")) return [`errors: [] ${all}`];
  return [
    `errors: ${all}`,
    '  - value: "NULL"',
    `    when: ${quoted("the condition")}`,
    `    not_shown: ${quoted("why none can, or shown_by: FAMILY/EXAMPLE#SCENARIO")}`,
  ];
};

const drafts: readonly { readonly key: keyof KfuncSpec; readonly draft: KeyDraft }[] = [
  { key: "summary", draft: () => [`summary: ${quoted("what it does, in one sentence")}`] },
  { key: "since", draft: since },
  { key: "acquired_by", draft: pairing("KF_RELEASE", "acquired_by") },
  { key: "released_by", draft: pairing("KF_ACQUIRE", "released_by") },
  { key: "params", draft: params },
  { key: "returns", draft: returns },
  { key: "errors", draft: errors },
];

/**
 * The keys that a whole spec has and this one lacks, as text in the order of the format, to put behind what it has; empty where nothing is lacking. What
 * the kernel facts decide (signature, flags, program types) stays out: nobody has to write it.
 */
export function draftKeys(kfunc: DraftedKfunc, stated: Partial<KfuncSpec>): string {
  const lines = drafts.flatMap(({ key, draft }) => (stated[key] === undefined ? draft(kfunc) : []));
  return lines.map((line) => `${line}\n`).join("");
}

/** A spec of a kfunc that has none. */
export const draftSpec = (kfunc: DraftedKfunc): string => `${printNewSpec(kfunc.name)}${draftKeys(kfunc, {})}`;
