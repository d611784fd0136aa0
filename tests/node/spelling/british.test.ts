import { beforeAll, expect, test } from "vitest";
import { britishFor } from "../../../src/node/spelling/british.ts";
import { type Dictionary, readDictionary } from "../../../src/node/spelling/dictionary.ts";

let dictionary: Dictionary;
beforeAll(async () => {
  dictionary = await readDictionary();
});

test.each([
  ["color", "colour"],
  ["Behavioral", "Behavioural"],
  ["neighbors", "neighbours"],
  ["initialized", "initialised"],
  ["Serialization", "Serialisation"],
  ["analyze", "analyse"],
  ["center", "centre"],
  ["centered", "centred"],
  ["canceled", "cancelled"],
  ["modeling", "modelling"],
  ["defense", "defence"],
  ["catalog", "catalogue"],
  ["gray", "grey"],
  ["fulfill", "fulfil"],
  ["artifact", "artefact"],
  ["acknowledgment", "acknowledgement"],
  ["progam", undefined],
  ["secton", undefined],
  ["setnence", undefined],
])("%s is spelt %s", (american, british) => {
  expect(dictionary.has(american)).toBe(false);
  expect(britishFor(american, dictionary.has)).toBe(british);
});
