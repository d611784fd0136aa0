import { toHex } from "../../core/bytes/hex.ts";
import type {
  CgroupDescription,
  FileDescription,
  HierarchyDescription,
  KernelState,
  KeyDescription,
  ProcessDescription,
  UserMemoryDescription,
} from "../../core/spec/kernel-state-spec.ts";
import type { SetUpCommand } from "../linux/job.ts";
import type { ModuleGroup } from "../linux/kernel-modules.ts";
import { setUpNetwork } from "./set-up-network.ts";

/** Where a global variable stands, for what only the set-up knows. */
export type PlaceOfGlobal = (name: string) => { readonly section: string; readonly offset: number } | undefined;

/** Where the guests have cgroups mounted. */
const CGROUPS = "/sys/fs/cgroup";

const setXattrs = (path: string, xattrs: Readonly<Record<string, string>>): SetUpCommand[] =>
  Object.entries(xattrs).map(([name, value]) => ["setxattr", path, name, value]);

const addCgroup = ({ path, values = {}, xattrs = {} }: CgroupDescription): SetUpCommand[] => [
  ["cgroup", path, ...Object.entries(values).flatMap(([name, value]) => [name, String(value)])],
  ...setXattrs(`${CGROUPS}${path}`, xattrs),
];

function addHierarchy({ name, cgroups = [], id_in }: HierarchyDescription, placeOf: PlaceOfGlobal): SetUpCommand {
  const { section, offset } = (id_in === undefined ? undefined : placeOf(id_in)) ?? { section: "", offset: 0 };
  return ["hierarchy", name, section, String(offset), ...cgroups];
}

const addProcess = (process: ProcessDescription): SetUpCommand => {
  const { comm, pid = 0, threads = 1, cgroup = "", in_hierarchies = {} } = process;
  return ["process", comm, String(pid), String(threads), cgroup, ...Object.entries(in_hierarchies).flat()];
};

function addFile({ path, content = "", mode = "0644", xattrs = {} }: FileDescription): SetUpCommand[] {
  return [["file", path, mode, content], ...setXattrs(path, xattrs)];
}

const addUserMemory = ({ address, text, bytes = "" }: UserMemoryDescription): SetUpCommand => [
  "user-memory",
  String(address),
  text === undefined ? bytes.replaceAll(/\s/g, "") : toHex(new TextEncoder().encode(`${text}\0`)),
];

function addKey(key: KeyDescription, placeOf: PlaceOfGlobal): SetUpCommand {
  const { type, description, payload = "", keyring = "KEY_SPEC_SESSION_KEYRING", serial_in, revoked } = key;
  const place = serial_in === undefined ? undefined : placeOf(serial_in);
  const state = revoked ? "revoked" : "valid";
  return ["key", type, description, payload, keyring, state, ...(place ? [place.section, String(place.offset)] : [])];
}

/** Builds the state that a scenario describes in a real kernel, in the order in which parts need each other. */
export function setUpCommands(state: KernelState, placeOf: PlaceOfGlobal = () => undefined): SetUpCommand[] {
  const { cgroups = [], cgroup_hierarchies = [], processes = [], files = [], keys = [], user_memory = [] } = state;
  return [
    ...setUpNetwork(state),
    ...cgroups.flatMap(addCgroup),
    ...cgroup_hierarchies.map((hierarchy) => addHierarchy(hierarchy, placeOf)),
    ...files.flatMap(addFile),
    ...keys.map((key) => addKey(key, placeOf)),
    // Before processes, which inherit it.
    ...user_memory.map(addUserMemory),
    ...processes.map(addProcess),
  ];
}

/** What each part of the state needs of the kernel. */
const moduleOf: { readonly [Part in keyof KernelState]?: ModuleGroup } = {
  xfrm_states: "xfrm",
  conntrack: "conntrack",
  devices: "devices",
};

/** The modules without which the state can't be set up. */
export function modulesOf(state: KernelState): ModuleGroup[] {
  return Object.keys(state).flatMap((part) => moduleOf[part as keyof KernelState] ?? []);
}

/** Kfuncs of modules, by how their names begin. */
const kfuncsOfModules: readonly { readonly start: string; readonly group: ModuleGroup }[] = [
  { start: "bpf_skb_get_xfrm_info", group: "xfrm" },
  { start: "bpf_skb_set_xfrm_info", group: "xfrm" },
  { start: "dctcp_", group: "dctcp" },
  { start: "bbr_", group: "bbr" },
];

/** The modules without which a program can't call these kfuncs. */
export const modulesOfKfuncs = (kfuncs: readonly string[]): ModuleGroup[] =>
  kfuncsOfModules.filter(({ start }) => kfuncs.some((kfunc) => kfunc.startsWith(start))).map(({ group }) => group);
