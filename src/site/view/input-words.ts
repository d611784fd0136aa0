import type { ContextDescription, PacketLayer, Scenario } from "../../core/spec/example-spec.ts";
import { counted } from "../../core/words/counted.ts";
import { kernelWords } from "./kernel-words.ts";
import { bytesWords, hexNumber, memberWords } from "./member-words.ts";
import { actionWords } from "./trigger-words.ts";

const withFields = (name: string, values: Readonly<Record<string, unknown>>): string => {
  const text = memberWords(values);
  return text ? `${name} (${text})` : name;
};

/** One layer of a packet in words: `IPv4 (dst 10.0.0.2, proto esp)`. */
export function layerWords(layer: PacketLayer): string {
  if ("eth" in layer)
    return withFields("Ethernet", { ...layer.eth, type: layer.eth.type && hexNumber(layer.eth.type) });
  if ("ipv4" in layer) return withFields("IPv4", layer.ipv4);
  if ("esp" in layer) {
    const { spi, ...more } = layer.esp;
    return withFields("ESP", { SPI: hexNumber(spi), ...more });
  }
  if ("udp" in layer) return withFields("UDP", layer.udp);
  if ("zeros" in layer) return counted(layer.zeros, "zero byte");
  return `bytes ${layer.bytes}`;
}

function contextWords(context: ContextDescription): string[] {
  if (typeof context === "string") return [`Context: bytes ${bytesWords(context)}`];
  if (!Array.isArray(context)) return [`Context: ${assignments(context).join(", ")}`];
  const values = context.map((each) => (typeof each === "object" ? memberWords(each) : String(each)));
  return [`Arguments: ${values.join(", ") || "none"}`];
}

/** As C assigns them; lists in braces. */
const assignments = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).map(
    ([name, value]) => `${name} = ${Array.isArray(value) ? `{ ${value.join(", ")} }` : value}`,
  );

function mapWords(maps: NonNullable<Scenario["maps"]>): string[] {
  return Object.entries(maps).flatMap(([map, entries]) =>
    Object.entries(entries).map(([key, value]) =>
      typeof value === "object"
        ? `Map ${map}, under ${key}: ${assignments(value).join(", ")}`
        : `Map ${map}, under ${key}: ${value}`,
    ),
  );
}

type Words<Key extends keyof Scenario> = (value: NonNullable<Scenario[Key]>) => string[];

const notShown = (): string[] => [];

/**
 * How each key of a scenario is put into words, in their order; a sentence a thing. Not shown here is what is no input: the
 * name, what is expected, and what stands elsewhere in the scenario's box.
 */
const words: { readonly [Key in keyof Required<Scenario>]: Words<Key> } = {
  name: notShown,
  summary: notShown,
  since: notShown,
  variant: notShown,
  expect: notShown,
  program: (name) => [`Runs the program ${name}`],
  kernel: kernelWords,
  packet: (layers) => [`Packet: ${layers.map(layerWords).join(" / ")}`],
  packet_length: (bytes) => [`Cut to ${counted(bytes, "byte")}`],
  linear_length: (bytes) => [`${counted(bytes, "byte")} in the linear part, the rest in fragments`],
  context: contextWords,
  globals: assignments,
  maps: mapWords,
  before: (programs) => programs.map((name) => `Run before: ${name}`),
  replaced_by: (programs) => programs.map((name) => `In the place of a function: ${name}`),
  attach: (where) => [`Attached: ${memberWords(where)}`],
  trigger: (actions) => [`Then: ${actions.map(actionWords).join("; ")}`],
  step_budget: (steps) => [`Taken for endless after ${counted(steps, "instruction")}`],
};

function keyWords<Key extends keyof Scenario>(key: Key, value: Scenario[Key]): string[] {
  return value === undefined ? [] : (words[key] as Words<Key>)(value as NonNullable<Scenario[Key]>);
}

/** All that is set up for a run, a sentence a thing. */
export function inputWords(scenario: Scenario): string[] {
  return (Object.keys(words) as (keyof Scenario)[]).flatMap((key) => keyWords(key, scenario[key]));
}
