import type { Action } from "../../core/spec/example-spec.ts";
import { bytesWords, memberWords, quoted } from "./member-words.ts";

/** The actions that have something said with them, by their names. */
type Described = Exclude<Action, string>;
type DescribedName = Described extends infer Each ? (Each extends Each ? keyof Each : never) : never;
type Saying<Name extends DescribedName> = Extract<Described, Readonly<Record<Name, unknown>>>[Name];

const bare: { readonly [Name in Extract<Action, string>]: string } = {
  test_run: "run the program by BPF_PROG_TEST_RUN",
  iterate: "read the iterator to its end",
};

const option = ({ level, name }: { level: number; name: number }) => `option ${name} of level ${level}`;

const withMembers = (what: string, members: object): string =>
  Object.keys(members).length === 0 ? what : `${what} (${memberWords({ ...members })})`;

/** How each action is put into words; without a subject, as a step of instructions has none. */
const words: { readonly [Name in DescribedName]: (said: Saying<Name>) => string } = {
  syscall: (call) => (typeof call === "string" ? `call ${call}()` : `call ${call.name}(${call.args.join(", ")})`),
  open: (path) => `open ${path}`,
  read: (path) => `read ${path}`,
  write: ({ path, text, ...more }) => withMembers(`write ${quoted(text)} to ${path}`, more),
  mkdir: (path) => `make the folder ${path}`,
  rmdir: (path) => `remove the folder ${path}`,
  unlink: (path) => `unlink ${path}`,
  setxattr: ({ path, name, value, ...more }) => withMembers(`set ${name} of ${path} to ${quoted(value)}`, more),
  getxattr: ({ path, name, ...more }) => withMembers(`get ${name} of ${path}`, more),
  fork: ({ comm, ...more }) => withMembers(comm === undefined ? "fork a child" : `fork a child named ${comm}`, more),
  exec: (path) => `execute ${path}`,
  kill: ({ process, signal, ...more }) => withMembers(`send ${signal} to ${process}`, more),
  tcp: (members) => withMembers("send over a TCP connection", members),
  udp: (members) => withMembers("send a datagram over UDP", members),
  qdisc: ({ device, kind, ...more }) => withMembers(`make ${kind} the qdisc of ${device}`, more),
  send: (device) => `send the packet through ${device}`,
  setsockopt: ({ level, name, value, ...more }) =>
    withMembers(`set ${option({ level, name })} of a socket to ${bytesWords(value)}`, more),
  getsockopt: ({ level, name, ...more }) => withMembers(`get ${option({ level, name })} of a socket`, more),
  create_map: (members) => withMembers("create a map", members),
  sleep: (milliseconds) => `wait ${milliseconds} ms`,
  burn: (milliseconds) => `keep the processor busy for ${milliseconds} ms`,
};

function describedWords<Name extends DescribedName>(name: Name, action: Described): string {
  return words[name]((action as unknown as Readonly<Record<Name, Saying<Name>>>)[name]);
}

/** One thing that is done while the program is attached: `open /tmp/notes`. */
export function actionWords(action: Action): string {
  if (typeof action === "string") return bare[action];
  return Object.keys(action)
    .map((name) => describedWords(name as DescribedName, action))
    .join(", ");
}
