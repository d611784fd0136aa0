import type { Action } from "../../core/spec/trigger-spec.ts";
import type { SetUpCommand } from "../linux/job.ts";

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
const words: { readonly [Name in ActionName]: (value: ValueOf<Name>) => SetUpCommand } = {
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
  tcp: ({ address = LOOPBACK, port = PORT, bytes = 1, congestion = "" }) => {
    return ["tcp", address, String(port), String(bytes), congestion];
  },
  udp: ({ address = LOOPBACK, port = PORT, bytes = 1 }) => ["udp", address, String(port), String(bytes)],
  qdisc: ({ device, kind }) => ["qdisc", device, kind],
  send: (device) => ["send", device],
  setsockopt: ({ level, name, value }) => ["setsockopt", String(level), String(name), plainHex(value)],
  getsockopt: ({ level, name }) => ["getsockopt", String(level), String(name)],
  sleep: (milliseconds) => ["sleep-milliseconds", String(milliseconds)],
  burn: (milliseconds) => ["burn", String(milliseconds)],
};

/** An action's name as the scenario has it. */
export const actionName = (action: Action): string =>
  typeof action === "string" ? action : (Object.keys(action)[0] ?? "");

export function actionWords(action: Action): SetUpCommand {
  if (typeof action === "string") return [action.replace("_", "-")];
  const name = actionName(action) as ActionName;
  const tell = words[name] as (value: unknown) => SetUpCommand;
  return tell((action as Record<string, unknown>)[name]);
}
