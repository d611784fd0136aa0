import { actionName } from "../../core/emulator/actions.ts";
import type { Action } from "../../core/spec/trigger-spec.ts";
import type { SetUpCommand } from "../linux/job.ts";
import type { NumberWord } from "./attach-ways.ts";

const LOOPBACK = "127.0.0.1";
const PORT = 8080;
const CGROUP_ROOT = "/sys/fs/cgroup";

/** include/uapi/asm-generic/signal.h */
const signals = { SIGUSR1: 10, SIGTERM: 15, SIGKILL: 9 } as const;

/** Where a path of a scenario stands in the guest: below /tmp, or else a cgroup. */
const folderPath = (path: string) => (path.startsWith("/tmp/") ? path : `${CGROUP_ROOT}${path}`);

const plainHex = (hex: string) => hex.replaceAll(/\s/g, "");

type OneAction = Exclude<Action, string>;
type KeyOf<Union> = Union extends unknown ? keyof Union : never;
type ActionName = KeyOf<OneAction>;
type ValueOf<Name extends ActionName> = Extract<OneAction, Record<Name, unknown>>[Name];

/** How each action of a trigger is told to the agent (`agent/actions.c`). */
const words: { readonly [Name in ActionName]: (value: ValueOf<Name>, number: NumberWord) => SetUpCommand } = {
  syscall: (call) => {
    const { name, args } = typeof call === "string" ? { name: call, args: [] } : call;
    return ["syscall", name, ...args.map(String)];
  },
  open: (path) => ["open-file", path],
  read: (path) => ["read-file", path],
  write: ({ path, text }) => ["write-file", path, text],
  mkdir: (path) => ["make-folder", folderPath(path)],
  rmdir: (path) => ["remove-folder", folderPath(path)],
  unlink: (path) => ["unlink-file", path],
  setxattr: ({ path, name, value }) => ["setxattr", path, name, value],
  getxattr: ({ path, name }) => ["getxattr", path, name],
  fork: ({ comm = "" }) => ["fork", comm],
  exec: (path) => ["exec", path],
  kill: ({ process, signal }) => ["kill-process", process, String(signals[signal])],
  tcp: ({ address = LOOPBACK, port = PORT, bytes = 1, congestion = "", map = "" }) => {
    return ["tcp", address, String(port), String(bytes), congestion, ...(map ? [map] : [])];
  },
  udp: ({ address = LOOPBACK, port = PORT, bytes = 1 }) => ["udp", address, String(port), String(bytes)],
  qdisc: ({ device, kind }) => ["qdisc", device, kind],
  send: (device) => ["send", device],
  setsockopt: ({ level, name, value, xattr }) => {
    return ["setsockopt", String(level), String(name), plainHex(value), ...(xattr ? [xattr.name, xattr.value] : [])];
  },
  getsockopt: ({ level, name }) => ["getsockopt", String(level), String(name)],
  create_map: ({ type, key_size = 0, value_size = 0, max_entries = 0, flags = [], extra = 0 }, number) => {
    const bits = flags.reduce((sum, flag) => sum | Number(number(flag)), 0);
    return ["create-map", number(type), ...[key_size, value_size, max_entries, bits, extra].map(String)];
  },
  sleep: (milliseconds) => ["sleep-milliseconds", String(milliseconds)],
  burn: (milliseconds) => ["burn", String(milliseconds)],
};

export function actionWords(action: Action, number: NumberWord): SetUpCommand {
  if (typeof action === "string") return [action.replace("_", "-")];
  const name = actionName(action) as ActionName;
  const tell = words[name] as (value: unknown, number: NumberWord) => SetUpCommand;
  return tell((action as Record<string, unknown>)[name], number);
}
