import { flags } from "./flags.ts";
import { members } from "./members.ts";
import { notBuilt } from "./not-built.ts";
import { pairedReferences } from "./paired-references.ts";
import { parameterCount } from "./parameter-count.ts";
import { parameterNames } from "./parameter-names.ts";
import { parametersHaveTexts, returnsHaveTexts, textsHaveParameters } from "./parameter-texts.ts";
import { parameterTypes } from "./parameter-types.ts";
import { programTypes } from "./program-types.ts";
import { rangesAgree, rangesAreWhole } from "./release-ranges.ts";
import { returnType } from "./return-type.ts";
import { since } from "./since.ts";
import type { AuditRule } from "./subject.ts";
import { values } from "./values.ts";

/** In the order of a spec: when, which declaration, what its text says, who may call it. */
export const auditRules: readonly AuditRule[] = [
  since,
  notBuilt,
  rangesAreWhole,
  returnType,
  parameterCount,
  parameterNames,
  parameterTypes,
  rangesAgree,
  flags,
  pairedReferences,
  textsHaveParameters,
  parametersHaveTexts,
  members,
  values,
  returnsHaveTexts,
  programTypes,
];
