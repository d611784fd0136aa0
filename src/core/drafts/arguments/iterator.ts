import type { ArgumentMaker } from "./maker.ts";
import { structOf } from "./maker.ts";
import { openLoop } from "./open-loop.ts";

/** An iterator on its way (`it__iter`): the call stands in the loop, which hands over what it is at. */
export const iterator: ArgumentMaker = ({ name, type, depth }, bench) => {
  const struct = structOf(type);
  if (struct === undefined || !name.endsWith("__iter")) return undefined;
  return openLoop(struct, bench, depth + 1)?.iterator;
};
