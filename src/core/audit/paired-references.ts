import { errorAt } from "../diagnostics/error-at.ts";
import { flagsOf } from "../facts/flags.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import { type Pairing, pairings } from "../spec/pairings.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/**
 * A kfunc that gives a reference and is described names the one that takes it back, and the other way round, by the flags
 * that the kernels register. Where a spec states flags, they were held against each other before.
 */
export const pairedReferences: AuditRule = (subject) => pairings.flatMap((pairing) => check(subject, pairing));

/** The reference may stand in what the kfunc initialises: a dynptr of a file is given back, and nothing marks its maker. */
const initialises = ({ params }: KfuncFact) => params.some(({ name }) => name.endsWith("__uninit"));

function check(
  { file, kernels, latest: { facts, fact } }: AuditSubject,
  { flag, key, counterpart, does, other }: Pairing,
) {
  const { value, spanOf } = file;
  const named = value[key];
  const carries = flagsOf(fact).includes(flag);
  if (named === undefined) {
    if (!carries || value.flags || value.summary === undefined) return [];
    return errorAt(spanOf(["name"]), "audit/unpaired-reference", `${value.name} is ${flag}, but ${key} is missing`, {
      notes: [{ message: `a ${flag} kfunc ${does}` }],
      help: `add ${key}: with the name of ${other}`,
    });
  }
  if (!carries && !value.flags) {
    const message = `In Linux ${facts.release} ${value.name} is not ${flag}`;
    return errorAt(spanOf([key], "key"), "audit/unpaired-reference", message, { help: `remove ${key}` });
  }
  const history = kernels.histories.get(named);
  const shared = kernels.releases.find(({ kfuncs }) => kfuncs.has(value.name) && kfuncs.has(named));
  const partner = shared?.kfuncs.get(named);
  if (!history || (partner && (flagsOf(partner).includes(counterpart) || initialises(partner)))) return [];
  const message = partner
    ? `In Linux ${shared?.release} ${named} is not ${counterpart}`
    : `No imported release has both ${value.name} and ${named}`;
  return errorAt(spanOf([key]), "audit/unpaired-reference", message, { help: `name ${other}` });
}
