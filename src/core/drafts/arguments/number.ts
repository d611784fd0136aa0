import { declare } from "../../facts/prototype.ts";
import type { ArgumentMaker } from "./maker.ts";

/** What a first call can do something with, by the parameter's name; elsewhere 0. */
const first: Readonly<Record<string, string>> = {
  page_cnt: "1",
  node_id: "-1",
  node: "-1",
  cgid: "1",
  pid: "1",
  vpid: "1",
  stream_id: "1",
  dsq_id: "SCX_DSQ_GLOBAL",
  slice: "SCX_SLICE_DFL",
  nr: "1",
};

/** A number is a variable of the file: each scenario may give another one. An operation's own are passed on. */
export const number: ArgumentMaker = ({ name, type, isPassedOn }, bench) => {
  if (type.includes("*") || /^(struct|union) /.test(type)) return undefined;
  const own = isPassedOn ? bench.takeNumber(type) : undefined;
  if (own !== undefined) return own;
  const variable = bench.name(name);
  const value = first[name];
  bench.globals.push({
    declaration: `${declare(type.replace(/^const /, ""), variable)}${value === undefined ? "" : ` = ${value}`};`,
  });
  return variable;
};
