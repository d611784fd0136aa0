import { errorAt } from "../diagnostics/error-at.ts";
import { isSameType } from "../facts/prototype.ts";
import { eachSignature } from "./stated-signatures.ts";

/** The return type is the kernel's. */
export const returnType = eachSignature(({ row, actual, release, note }, { file }) => {
  if (isSameType(row.returns, actual.returns)) return [];
  const message = `In Linux ${release} ${file.value.name} returns ${actual.returns}, not ${row.returns}`;
  return [
    errorAt(file.spanOf([...row.path, "returns"]), "audit/return-type", message, {
      notes: [note],
      help: `write returns: ${actual.returns}`,
    }),
  ];
});
