import type { KernelState } from "../../core/spec/example-spec.ts";
import { counted } from "../../core/words/counted.ts";
import { bytesWords, hexNumber, joined, memberWords, quoted, settings } from "./member-words.ts";

type Described<Key extends keyof KernelState> = NonNullable<KernelState[Key]>;
type One<Key extends keyof KernelState> = Described<Key> extends readonly (infer Item)[] ? Item : never;

/** What a thing is told by stands in its words; whatever else it has follows from `memberWords`, so that nothing is left out. */

function xfrmState({ family: _, proto, daddr, spi, mark, netns_id, replay_esn, ...more }: One<"xfrm_states">): string {
  return joined(
    `XFRM state: ${proto.replace("IPPROTO_", "")} to ${daddr}`,
    `SPI ${hexNumber(spi)}`,
    mark && `mark ${hexNumber(mark.v)}/${hexNumber(mark.m)}`,
    netns_id === undefined ? "" : `in network namespace ${netns_id}`,
    replay_esn ? memberWords(replay_esn) : "no extended sequence numbers",
    memberWords(more),
  );
}

function device({ name, type, addresses = [], ...more }: One<"devices">): string {
  const own = addresses.length > 0 ? `with ${addresses.join(" and ")}` : "";
  return joined(`Network device ${name} (${type})`, own, memberWords(more));
}

function cgroup({ path, values, xattrs, ...more }: One<"cgroups">): string {
  return joined(`Cgroup ${path}`, ...settings(values), ...settings(xattrs), memberWords(more));
}

function hierarchy({ name, cgroups = [], id_in, ...more }: One<"cgroup_hierarchies">): string {
  return joined(
    `Cgroup hierarchy ${name} of version 1`,
    cgroups.length > 0 ? `with ${cgroups.join(" and ")}` : "",
    id_in && `whose id is put in ${id_in}`,
    memberWords(more),
  );
}

function process({ comm, in_hierarchies = {}, threads, ...more }: One<"processes">): string {
  const places = Object.entries(in_hierarchies).map(([name, path]) => `${path} of the hierarchy ${name}`);
  return joined(
    `Process ${comm}`,
    memberWords(more),
    ...places,
    threads === undefined ? "" : counted(threads, "thread"),
  );
}

const way = ({ src, dst, sport, dport }: { src: string; dst: string; sport: number; dport: number }) =>
  `${src}:${sport} to ${dst}:${dport}`;

function connection({ proto, src, dst, sport, dport, reply, timeout, status = [], ...more }: One<"conntrack">): string {
  return joined(
    `Tracked connection: ${proto.replace("IPPROTO_", "")} from ${way({ src, dst, sport, dport })}`,
    reply && `answered from ${way(reply)}`,
    timeout === undefined ? "" : `timeout ${counted(timeout, "second")}`,
    ...status,
    memberWords(more),
  );
}

function socket({ type, address, port, peer, ...more }: One<"sockets">): string {
  const waits = type === "SOCK_STREAM" ? "listening" : "";
  return joined(
    `Socket (${type}) at ${address}:${port}`,
    peer ? `connected to ${peer.address}:${peer.port}` : waits,
    memberWords(more),
  );
}

function key({ type, description, payload, keyring, serial_in, ...more }: One<"keys">): string {
  const held = type === "asymmetric" ? `certificate ${bytesWords(payload ?? "")}` : `payload ${quoted(payload ?? "")}`;
  return joined(
    `Key ${description} of type ${type}`,
    payload === undefined ? "" : held,
    keyring && `linked to ${keyring}`,
    serial_in && `whose serial number is put in ${serial_in}`,
    memberWords(more),
  );
}

function file({ path, content = "", xattrs, ...more }: One<"files">): string {
  const holding = content === "" ? "empty" : `holding ${quoted(content)}`;
  return joined(`File ${path}`, holding, ...settings(xattrs), memberWords(more));
}

function userMemory({ address, text, bytes, ...more }: One<"user_memory">): string {
  const held = text === undefined ? "" : `${quoted(text)} with a NUL at its end`;
  const hex = bytes === undefined ? "" : bytesWords(bytes);
  return joined(`Memory of the process at ${hexNumber(address)}: ${held}${hex}`, memberWords(more));
}

/** How each key of `kernel` is put into words, a sentence a thing. */
const words: { readonly [Key in keyof Required<KernelState>]: (value: Described<Key>) => string[] } = {
  xfrm_states: (states) => states.map(xfrmState),
  netns_ids: (ids) => ids.map((id) => `Network namespace with id ${id}`),
  devices: (devices) => devices.map(device),
  routes: (routes) => routes.map((route) => `Route ${memberWords(route)}`),
  neighbours: (neighbours) => neighbours.map((neighbour) => `Neighbour: ${memberWords(neighbour)}`),
  cgroups: (cgroups) => cgroups.map(cgroup),
  cgroup_hierarchies: (hierarchies) => hierarchies.map(hierarchy),
  processes: (processes) => processes.map(process),
  conntrack: (all) => (all.length === 0 ? ["Connection tracking without a connection"] : all.map(connection)),
  sockets: (sockets) => sockets.map(socket),
  keys: (keys) => keys.map(key),
  files: (files) => files.map(file),
  user_memory: (areas) => areas.map(userMemory),
  kconfig: (options) => settings(options).map((option) => `The kernel's ${option}`),
  cpus: ({ online, ...more }) => [joined(`CPUs: ${online.join(" ")}`, memberWords(more))],
};

function keyWords<Key extends keyof KernelState>(name: Key, value: KernelState[Key]): string[] {
  return value === undefined ? [] : words[name](value as Described<Key>);
}

/** What the kernel holds before the run, a sentence a thing. */
export function kernelWords(kernel: KernelState = {}): string[] {
  return (Object.keys(words) as (keyof KernelState)[]).flatMap((name) => keyWords(name, kernel[name]));
}
