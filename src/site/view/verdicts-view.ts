import type { ExampleModel, LinuxVerdict, ScenarioModel, VerdictState } from "../../node/build/site-model.ts";
import { logPath, scenarioId } from "../paths.ts";
import { verdictOf } from "./scenario-view.ts";

/** What one engine said of one scenario, in a word. */
export interface VerdictBadge {
  readonly tone: "agrees" | "refused" | "absent";
  readonly word: string;
  /** The log, where the engine wrote one. */
  readonly href?: string;
  /** Why it says nothing. */
  readonly reason?: string;
}

export interface VerdictRow {
  readonly name: string;
  readonly href: string;
  /** The emulator's, then each release's. */
  readonly badges: readonly VerdictBadge[];
}

export interface VerdictsView {
  readonly engines: readonly string[];
  readonly rows: readonly VerdictRow[];
}

const words: { readonly [State in VerdictState]: Pick<VerdictBadge, "tone" | "word"> } = {
  ran: { tone: "agrees", word: "agrees" },
  rejected: { tone: "refused", word: "refuses" },
  "not-run": { tone: "absent", word: "not run" },
  changed: { tone: "absent", word: "changed since" },
  missing: { tone: "absent", word: "not yet" },
};

function emulatorBadge(scenario: ScenarioModel): VerdictBadge {
  if (scenario.gap !== undefined) return { tone: "absent", word: "not run", reason: scenario.gap };
  return verdictOf(scenario).tone === "fault" ? { tone: "refused", word: "fault" } : { tone: "agrees", word: "ran" };
}

function linuxBadge(verdict: LinuxVerdict | undefined, reference: string): VerdictBadge {
  if (!verdict) return words.missing;
  const { state, reason, release, refusal } = verdict;
  return {
    ...words[state],
    ...(refusal?.log && { href: logPath(reference, release) }),
    ...(reason !== undefined && { reason }),
  };
}

/** Every scenario of an example by every engine: the emulator, and each release that has a record. */
export function verdictsView({ key, scenarios }: ExampleModel): VerdictsView {
  const releases = [...new Set(scenarios.flatMap(({ engines }) => engines.map(({ release }) => release)))];
  return {
    engines: ["Emulator", ...releases.map((release) => `Linux ${release}`)],
    rows: scenarios.map((scenario) => ({
      name: scenario.name,
      href: `#${scenarioId(key, scenario.name)}`,
      badges: [
        emulatorBadge(scenario),
        ...releases.map((wanted) =>
          linuxBadge(
            scenario.engines.find(({ release }) => release === wanted),
            `${key}#${scenario.name}`,
          ),
        ),
      ],
    })),
  };
}
