/** What one line of a log says. */
type Said =
  | { readonly kind: "source"; readonly text: string; readonly file: string; readonly line: number }
  /** `state` is what the verifier knows after the instruction. */
  | { readonly kind: "instruction"; readonly slot: number; readonly text: string; readonly state?: string }
  /** What the verifier knows or works out between instructions. */
  | { readonly kind: "state"; readonly text: string }
  | { readonly kind: "message"; readonly text: string }
  /** A line of the explanation that the verifier appends since Linux 7.3. */
  | { readonly kind: "explanation"; readonly text: string }
  | { readonly kind: "statistics"; readonly text: string };

/** One line of what the kernel's verifier wrote at log level 1 or 2 (kernel/bpf/log.c and verifier.c, v6.12 to v7.3). */
export type LogEntry = Said & { readonly whole: string };

/** A log can have a million lines; its end is what matters. */
const MOST_LINES = 200_000;
/** Of one line: it may hold a line of C as long as its author likes. */
const MOST_CHARACTERS = 2_000;

const sourceLine = /^; (?<text>.*?)(?: @ (?<file>[^@]*):(?<line>\d+))?$/;
const instructionLine = /^(?<slot>\d+): \([0-9a-f]{2}\) (?<text>.*?)(?:\s+; ?(?<state>.*))?$/;

/** Lines of one kind by what they begin with. */
const plainKinds: readonly (readonly [RegExp, "state" | "statistics"])[] = [
  [/^(\d+: (R\d|frame\d)|from \d+ to \d+|caller:|callee:|returning from callee:|to caller at)/, "state"],
  [/^(mark_precise|propagating|last_idx|regs=|parent |func#\d+ @)/, "state"],
  [/^(\s|topo_order\[|subprog#\d+|arg JOIN|stack use\/def|Live regs before insn:)/, "state"],
  [/^(processed \d+ insns|verification time|stack depth|max_states_per_insn)/, "statistics"],
];

const explanationStart = /^Verification failed: /;
const explanationHeading = /^(Reason|At|Causal path|Suggestion|Note):/;

function readLine(line: string): Said {
  const source = sourceLine.exec(line)?.groups;
  if (source)
    return { kind: "source", text: source.text ?? "", file: source.file ?? "", line: Number(source.line ?? 0) };
  const instruction = instructionLine.exec(line)?.groups;
  if (instruction) {
    const { slot, text = "", state } = instruction;
    return { kind: "instruction", slot: Number(slot), text, ...(state ? { state } : {}) };
  }
  const plain = plainKinds.find(([pattern]) => pattern.test(line));
  return { kind: plain?.[1] ?? "message", text: line };
}

/** The log line by line, empty ones left out. */
export function parseVerifierLog(log: string): LogEntry[] {
  const entries: LogEntry[] = [];
  let explaining = false;
  for (const whole of log.split("\n").slice(-MOST_LINES)) {
    const line = whole.slice(0, MOST_CHARACTERS);
    if (line.trim() === "") continue;
    explaining = explanationStart.test(line) || (explaining && (line.startsWith(" ") || explanationHeading.test(line)));
    entries.push({ ...(explaining ? { kind: "explanation", text: line } : readLine(line)), whole: line });
  }
  return entries;
}
