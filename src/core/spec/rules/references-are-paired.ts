import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { type Content, kfuncNames } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import { type Pairing, pairings } from "../pairings.ts";
import type { ParsedFile } from "../parsed-file.ts";
import { checkKnownKfunc } from "./known-kfunc.ts";

/** A kfunc that gives a reference names the one that takes it back, and the other way round, by the flags that specs state. */
export function referencesArePaired(content: Content): Diagnostic[] {
  const known = kfuncNames(content);
  return content.kfuncs.flatMap((file) => pairings.flatMap((pairing) => check(content, known, file, pairing)));
}

function check(
  { kfuncs, beside }: Content,
  known: ReadonlySet<string>,
  file: ParsedFile<KfuncSpec>,
  pairing: Pairing,
): Diagnostic[] {
  const { value, spanOf } = file;
  const named = value[pairing.key];
  const flagged = value.flags?.indexOf(pairing.flag);
  if (named === undefined) return flagged === undefined || flagged < 0 ? [] : [unnamed(file, flagged, pairing)];
  if (flagged !== undefined && flagged < 0) return [unflagged(file, pairing)];
  const other = kfuncs.find((candidate) => candidate.value.name === named);
  if (!other) return checkKnownKfunc(named, known, spanOf([pairing.key]), beside?.kernelKfuncs);
  const isCounterpart = other.value.flags?.includes(pairing.counterpart) ?? true;
  return isCounterpart ? [] : [mismatched(file, other, pairing)];
}

function unnamed({ spanOf }: ParsedFile<KfuncSpec>, index: number, { flag, key, does, other }: Pairing): Diagnostic {
  return errorAt(spanOf(["flags", index]), "spec/unpaired-reference", `${flag} stands without ${key}`, {
    notes: [{ message: `a ${flag} kfunc ${does}` }],
    help: `add ${key}: with the name of ${other}`,
  });
}

function unflagged({ spanOf }: ParsedFile<KfuncSpec>, { flag, key }: Pairing): Diagnostic {
  return errorAt(spanOf([key], "key"), "spec/unpaired-reference", `${key} stands without ${flag}`, {
    notes: [{ message: "these are the flags of the kfunc", place: spanOf(["flags"]) }],
    help: `remove ${key}, or add ${flag} to flags if the kernel registers the kfunc with it`,
  });
}

function mismatched(
  { value, spanOf }: ParsedFile<KfuncSpec>,
  other: ParsedFile<KfuncSpec>,
  { key, counterpart }: Pairing,
): Diagnostic {
  return errorAt(spanOf([key]), "spec/unpaired-reference", `${value[key]} is not a ${counterpart} kfunc`, {
    notes: [{ message: "these are its flags", place: other.spanOf(["flags"]) }],
    help: `name a kfunc that has ${counterpart}, or correct the flags of ${value[key]}`,
  });
}
