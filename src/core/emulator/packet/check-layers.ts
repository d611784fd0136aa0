import { fromHex } from "../../bytes/hex.ts";
import type { PacketLayer } from "../../spec/example-spec.ts";
import { SetupSignal } from "../setup-problem.ts";
import type { LayerFields, LayerKind } from "./layers.ts";

/** Says what a value should be where it is something else. */
type Check = (value: unknown) => string | undefined;

const number =
  (most: number, least = 0): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `a number from ${least} to ${most}`;

const bits = (count: number): Check => number(2 ** count - 1);

const text =
  (pattern: RegExp, what: string): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : what;

const byte = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const ipv4 = text(new RegExp(`^${byte}(\\.${byte}){3}$`), "four numbers up to 255: 10.0.0.2");
const mac = text(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i, "six bytes: 02:00:00:00:00:01");
const protocolNames: readonly unknown[] = ["icmp", "tcp", "udp", "esp", "ah"];
const protocol: Check = (value) =>
  protocolNames.includes(value)
    ? undefined
    : number(255)(value) && `${protocolNames.join(", ")} or ${number(255)(value)}`;
const hex: Check = (value) =>
  typeof value === "string" && fromHex(value) ? undefined : "bytes in hexadecimal, two digits each";

type FieldChecks<Kind extends LayerKind> =
  LayerFields<Kind> extends object ? { readonly [Field in keyof LayerFields<Kind>]-?: Check } : Check;

/** What fits into each field of a header: as the schema of content has it, for whoever types a packet into a page. */
const checks: { readonly [Kind in LayerKind]: FieldChecks<Kind> } = {
  eth: { dst: mac, src: mac, type: bits(16) },
  ipv4: { src: ipv4, dst: ipv4, proto: protocol, ttl: bits(8), ihl: bits(4), total_length: bits(16) },
  esp: { spi: bits(32), seq: bits(32) },
  udp: { src: bits(16), dst: bits(16) },
  bytes: hex,
  zeros: number(65535, 1),
};

function checkValue(check: Check | undefined, value: unknown, path: readonly (string | number)[]): void {
  const wanted = value === undefined ? undefined : check?.(value);
  if (wanted === undefined) return;
  const name = path.filter((part) => typeof part === "string" && part !== "packet").join(".");
  throw new SetupSignal(`${value} does not fit ${name}`, path, `It takes ${wanted}.`);
}

/** Signals the first value that its header has no room for. */
export function checkLayers(layers: readonly PacketLayer[]): void {
  for (const [index, layer] of layers.entries()) {
    for (const [kind, fields] of Object.entries(layer)) {
      const path = ["packet", index, kind];
      const own = checks[kind as LayerKind] as Check | Readonly<Record<string, Check>>;
      if (typeof own === "function") checkValue(own, fields, path);
      else for (const [field, value] of Object.entries(fields)) checkValue(own[field], value, [...path, field]);
    }
  }
}
