import { errorAt } from "../diagnostics/error-at.ts";
import { eachSignature, pairParameters } from "./stated-signatures.ts";

/** Each parameter is called as in the kernel: suffixes such as `__sz` are rules that the verifier applies. */
export const parameterNames = eachSignature((pair, { file }) =>
  pairParameters(pair).flatMap(({ index, stated, actual }) => {
    if (stated.name === actual.name || actual.name === "") return [];
    const place = file.spanOf([...pair.row.path, "params", index, "name"]);
    const message = `In Linux ${pair.release} this parameter is called ${actual.name}, not ${stated.name}`;
    return errorAt(place, "audit/parameter-name", message, {
      notes: [pair.note],
      help: `write name: ${actual.name}`,
    });
  }),
);
