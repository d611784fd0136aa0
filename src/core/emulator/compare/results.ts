import { fromHex, toHex } from "../../bytes/hex.ts";
import { endingOf, endingWords } from "../ending.ts";
import { asExpected, isExpected } from "./expected-value.ts";
import { type Comparison, differs } from "./mismatch.ts";
import { printActual } from "./print-actual.ts";
import { meetsExpectation, printExpected } from "./varying.ts";

/** The program's return value. */
export const compareReturn: Comparison<"return"> = (expected, outcome, btf) => {
  if (outcome.returns && isExpected(outcome.returns, expected, btf)) return [];
  const ending = endingOf(outcome);
  const words = ending === "fault" ? endingWords.fault : `it ${endingWords[ending]}`;
  const actual = outcome.returns ? printActual(outcome.returns, expected, outcome) : words;
  return [
    differs(
      ["expect", "return"],
      outcome.returns
        ? `The program returned ${actual}, not ${expected}`
        : `The program was to return ${expected}, but ${words}`,
      expected,
      actual,
      asExpected(outcome.returns),
    ),
  ];
};

/** Global variables after the run. */
export const compareGlobals: Comparison<"globals"> = (expected, outcome, btf) =>
  Object.entries(expected).flatMap(([name, value]) => {
    const variable = outcome.globals.find((each) => each.name === name);
    if (variable && meetsExpectation(variable.after, value, outcome, btf)) return [];
    const actual = variable ? printActual(variable.after, value, outcome) : "not a variable of the object";
    const wanted = printExpected(value);
    return [
      differs(
        ["expect", "globals", name],
        `${name} is ${actual} after the run, not ${wanted}`,
        wanted,
        actual,
        asExpected(variable?.after),
      ),
    ];
  });

/** The packet after the run: every byte, or that none differs. */
export const comparePacket: Comparison<"packet"> = (expected, { packet }) => {
  const path = ["expect", "packet"];
  if (!packet) return [differs(path, "The run had no packet", expected, "no packet")];
  if (expected === "unchanged") {
    return packet.before === packet.after
      ? []
      : [differs(path, "The run changed the packet", packet.before, packet.after, packet.after)];
  }
  const bytes = fromHex(expected);
  if (bytes && toHex(bytes) === packet.after) return [];
  return [differs(path, "The packet is another one after the run", expected, packet.after, packet.after)];
};
