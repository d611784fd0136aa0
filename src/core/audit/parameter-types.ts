import { errorAt } from "../diagnostics/error-at.ts";
import { isSameType } from "../facts/prototype.ts";
import { eachSignature, pairParameters } from "./stated-signatures.ts";

/** Each parameter has the kernel's type. */
export const parameterTypes = eachSignature((pair, { file }) =>
  pairParameters(pair).flatMap(({ index, stated, actual }) => {
    if (isSameType(stated.type, actual.type)) return [];
    const message = `In Linux ${pair.release} ${stated.name} is of type ${actual.type}, not ${stated.type}`;
    return errorAt(file.spanOf([...pair.row.path, "params", index, "type"]), "audit/parameter-type", message, {
      notes: [pair.note],
      help: `write type: ${actual.type}`,
    });
  }),
);
