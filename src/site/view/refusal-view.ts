import type { RecordedRefusal } from "../../core/spec/record.ts";
import { type Explanation, explainMessage } from "../../core/verifier/explanations.ts";
import type { FaultRule } from "../../core/vm/fault.ts";
import type { LinuxVerdict } from "../../node/build/site-model.ts";
import { logPath } from "../paths.ts";
import { grouped } from "./grouped.ts";
import { linuxWords } from "./linux-words.ts";
import { type LogView, logView } from "./log-view.ts";
import type { PlaceView } from "./place-view.ts";

/** What the verifiers of real kernels said when they refused a program, where they said the same. */
export interface RefusalView {
  /** "Linux 7.3.4 and 6.12.58" */
  readonly kernels: string;
  /** The decisive one. */
  readonly message: string;
  readonly further: readonly string[];
  readonly place?: PlaceView;
  readonly instruction?: { readonly slot: number; readonly text: string };
  readonly explanation?: Explanation;
  /** Of the newest kernel; the others' are `texts`. */
  readonly log?: LogView;
  /** What the kernel itself explains, since Linux 7.3. */
  readonly diagnosis?: DiagnosisView;
  /** The log of each of the kernels as text. */
  readonly texts: readonly { readonly kernel: string; readonly href: string }[];
}

export interface DiagnosisView {
  /** "What Linux 7.3.4 itself explains" */
  readonly summary: string;
  readonly title: string;
  readonly reason: string;
  readonly path: readonly { readonly line: number; readonly text: string }[];
  readonly suggestion: string;
}

/** What a refusal is about. */
export interface RefusedScenario {
  /** `<subsystem>/<example>#<scenario>` */
  readonly reference: string;
  /** That the same program breaks in the emulator, where it ran there. */
  readonly rule?: FaultRule;
}

function diagnosisView({ diagnosis }: RecordedRefusal, kernel: string): DiagnosisView | undefined {
  return diagnosis && { ...diagnosis, summary: `What ${kernel} itself explains` };
}

function placeOf({ source }: RecordedRefusal): PlaceView | undefined {
  if (!source || source.line < 1) return undefined;
  return { file: source.file.split("/").at(-1) ?? "", line: source.line, text: source.text.trim() };
}

function refusalView(
  verdicts: readonly LinuxVerdict[],
  { reference, rule }: RefusedScenario,
  isNewest: boolean,
): RefusalView[] {
  const [newest] = verdicts;
  const refusal = newest?.refusal;
  const [message, ...further] = refusal?.messages ?? [];
  if (!newest || !refusal || message === undefined) return [];
  const { instruction } = refusal;
  const kernel = linuxWords([newest]);
  const place = placeOf(refusal);
  const explanation = explainMessage(message, rule);
  const log = isNewest ? logView(refusal, kernel) : undefined;
  const diagnosis = isNewest ? diagnosisView(refusal, kernel) : undefined;
  return [
    {
      kernels: linuxWords(verdicts),
      message,
      further,
      ...(place && { place }),
      ...(instruction && { instruction }),
      ...(explanation && { explanation }),
      ...(log && { log }),
      ...(diagnosis && { diagnosis }),
      texts: verdicts
        .filter((verdict) => verdict.refusal?.log)
        .map((verdict) => ({ kernel: linuxWords([verdict]), href: logPath(reference, verdict.release) })),
    },
  ];
}

/** Wordings differ by release, and so may the line that the verifier stops at. */
const wordingOf = ({ refusal }: LinuxVerdict) => JSON.stringify([refusal?.messages, refusal?.source?.line]);

/** What was explained once is not explained again. */
function withoutRepetition({ explanation, ...view }: RefusalView, { explanation: first }: RefusalView): RefusalView {
  return explanation && explanation.meaning !== first?.meaning ? { ...view, explanation } : view;
}

/** Each wording once, the newest kernel's first and with its log. */
export function refusalViews(engines: readonly LinuxVerdict[], scenario: RefusedScenario): RefusalView[] {
  const groups = grouped(
    engines.filter(({ refusal }) => refusal),
    wordingOf,
  );
  const [first, ...others] = [...groups.values()].flatMap((verdicts, index) =>
    refusalView(verdicts, scenario, index === 0),
  );
  return first ? [first, ...others.map((other) => withoutRepetition(other, first))] : [];
}
