import { members } from "./members.ts";
import { parameterCount } from "./parameter-count.ts";
import { parameterNames } from "./parameter-names.ts";
import { parameterTypes } from "./parameter-types.ts";
import { returnType } from "./return-type.ts";
import type { AuditRule } from "./subject.ts";
import { values } from "./values.ts";

/** In the order of a declaration, then what its text says. */
export const auditRules: readonly AuditRule[] = [
  returnType,
  parameterCount,
  parameterNames,
  parameterTypes,
  members,
  values,
];
