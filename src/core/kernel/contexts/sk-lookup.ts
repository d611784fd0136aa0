import { ProgramBytes } from "../objects/program-bytes.ts";
import { type ContextModel, RefusedInput } from "./context.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const STRUCT = "bpf_sk_lookup";
const AF_INET = 2;
const AF_INET6 = 10;
const U16_MAX = 0xffff;

type Member = ContextMember<ProgramBytes>;

const number = (name: string, read = (context: ProgramBytes) => context.integer(name)): Member => ({
  name,
  width: "narrow",
  read,
});

const ofFamily = (name: string, family: number): Member =>
  number(name, (context) => (context.number("family") === family ? context.integer(name) : 0n));

/** IPv6 addresses are read word by word; for another family they are zeros. */
const wideAddress = (name: string): Member => ({
  name,
  width: "bytes",
  memory: (context) => (context.number("family") === AF_INET6 ? context.bytes(name) : new Uint8Array(16)),
});

/** sk_lookup_is_valid_access and sk_lookup_convert_ctx_access (net/core/filter.c, v7.3). */
const members: readonly Member[] = [
  { name: "sk", width: "double", nullable: true, read: () => 0n },
  number("family"),
  number("protocol"),
  ofFamily("remote_ip4", AF_INET),
  wideAddress("remote_ip6"),
  { name: "remote_port", width: "padded", read: (context) => context.integer("remote_port") },
  ofFamily("local_ip4", AF_INET),
  wideAddress("local_ip6"),
  number("local_port"),
  number("ingress_ifindex", () => 0n),
];

/** Members that a test run takes. */
const taken: readonly string[] = [
  "family",
  "protocol",
  "remote_ip4",
  "remote_ip6",
  "remote_port",
  "local_ip4",
  "local_ip6",
  "local_port",
];

/** bpf_prog_test_run_sk_lookup (net/bpf/test_run.c, v7.3). */
export const skLookup: ContextModel = {
  programType: "BPF_PROG_TYPE_SK_LOOKUP",
  packet: "none",
  struct: STRUCT,
  returns: "sk_action",
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: ["Sockets: bpf_sk_assign has none to choose, and `sk` is NULL."],
  enter(kernel, { bytes }) {
    if (!bytes)
      throw new RefusedInput("A test run needs the context of an sk_lookup program (EINVAL)", [], "Add `context`.");
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes);
    const other = context.setMembers().find((name) => !taken.includes(name));
    if (other)
      throw new RefusedInput(`A test run refuses a context whose ${other} is not 0 (EINVAL)`, ["context", other]);
    if (context.number("local_port") > U16_MAX) {
      throw new RefusedInput("A test run refuses a local_port above 65535 (ERANGE)", ["context", "local_port"]);
    }
    if (![AF_INET, AF_INET6].includes(context.number("family"))) {
      throw new RefusedInput("A test run takes AF_INET and AF_INET6 (EAFNOSUPPORT)", ["context", "family"]);
    }
    const rights = { hidden: new Set<string>(), writable: new Set<string>() };
    const region = structContext(kernel, STRUCT, members, rights, context);
    return { region, after: () => context.all };
  },
};
