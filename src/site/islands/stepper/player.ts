import type { EmulationResult } from "../../../core/emulator/emulate.ts";
import type { Outcome } from "../../../core/emulator/outcome.ts";
import type { RunnableScenario } from "../../../core/emulator/runnable-example.ts";
import { printAddress, type StepperAddress } from "./address.ts";
import { element } from "./element.ts";
import { type InputPanel, inputPanel } from "./input-panel.ts";
import { type LoadedExample, loadExample } from "./load-run.ts";
import { runView, type SitePaths } from "./run-view.ts";
import { changeInput, PACKET_BYTES, printPath } from "./scenario-input.ts";

export interface PlayerOptions {
  /** Filled by the player. */
  readonly place: HTMLElement;
  readonly folder: string;
  readonly kernel: string;
  readonly paths: SitePaths;
  /** What real kernels say of a scenario, in sentences. */
  vouched(scenario: string): string;
}

/** A scenario with what it did as its author wrote it. */
interface Opened {
  readonly scenario: RunnableScenario;
  readonly original: EmulationResult;
}

const HEX = /^(\s*[0-9a-f]{2})*\s*$/i;
const unchangedInput: ReadonlyMap<string, string> = new Map();

/** Runs scenarios of one example in the page and shows them step by step. */
export class Player {
  readonly #options: PlayerOptions;
  readonly #loaded: LoadedExample;
  #opened: Opened | undefined;
  #changes: ReadonlyMap<string, string> = unchangedInput;
  #input: InputPanel | undefined;
  #show: ((count: number) => void) | undefined;

  private constructor(options: PlayerOptions, loaded: LoadedExample) {
    this.#options = options;
    this.#loaded = loaded;
  }

  static async load(options: PlayerOptions): Promise<Player> {
    return new Player(options, await loadExample(options.folder, options.kernel));
  }

  /** Shows a scenario at a step. */
  async open({ scenario: name, step, changes }: StepperAddress): Promise<void> {
    const { scenarios } = this.#loaded.example;
    const scenario = scenarios.find((each) => each.name === name) ?? scenarios[0];
    if (!scenario) return;
    const isOpen = this.#opened?.scenario === scenario;
    const opened = isOpen && this.#opened ? this.#opened : { scenario, original: await this.#runOriginal(scenario) };
    this.#opened = opened;
    await this.#run(opened, changes, step);
  }

  /** Goes back to the first step of the run that is shown, with its input as it was changed. */
  restart(): void {
    this.#show?.(0);
  }

  #runOriginal(scenario: RunnableScenario): Promise<EmulationResult> {
    return this.#loaded.run(scenario, scenario.scenario);
  }

  async #run(opened: Opened, changes: ReadonlyMap<string, string>, step: number | undefined): Promise<void> {
    const bytes = changes.get(PACKET_BYTES);
    if (bytes !== undefined && !HEX.test(bytes)) {
      this.#input?.complain("The packet is not in hexadecimal: two digits for each byte.", PACKET_BYTES);
      return;
    }
    const { scenario, original } = opened;
    const { outcome, problem } =
      changes.size > 0 ? await this.#loaded.run(scenario, changeInput(scenario.scenario, changes)) : original;
    if (problem && this.#input) {
      this.#input.complain(`${problem.message}. ${problem.help ?? ""}`.trim(), printPath(problem.path));
      return;
    }
    this.#changes = changes;
    this.#draw(opened, outcome, problem?.message, step);
  }

  #inputOf(opened: Opened): InputPanel {
    const { scenario, original } = opened;
    const input = inputPanel(
      scenario.scenario,
      original.outcome,
      this.#changes,
      () => {
        const misfit = input.misfit();
        if (misfit === undefined) void this.#run(opened, input.changes(), undefined);
        else input.complain(`${misfit} takes a number: 42, -1 or 0x2a.`, misfit);
      },
      () => void this.#run(opened, unchangedInput, undefined),
    );
    return input;
  }

  #draw(opened: Opened, outcome: Outcome | undefined, problem: string | undefined, step: number | undefined): void {
    const { scenario } = opened;
    const { place, paths, vouched } = this.#options;
    const input = this.#inputOf(opened);
    this.#input = input;
    this.#show = undefined;
    const said = this.#changes.size > 0 ? "The input is changed: no other engine has run it." : vouched(scenario.name);
    const head = [element("p", { class: "what" }, scenario.summary), element("p", { class: "engine" }, said)];
    if (!outcome) {
      const complaint = element("p", { class: "complaint" }, `${problem ?? "There was no outcome"}.`);
      place.replaceChildren(...head, complaint, input.panel);
      return;
    }
    const { view, length, show } = runView(outcome, this.#loaded.example.source.text, paths, (count) =>
      this.#tell(scenario, count),
    );
    place.replaceChildren(...head, view, input.panel);
    this.#show = (count) => {
      show(count);
      this.#tell(scenario, count);
    };
    this.#show(Math.min(step ?? length, length));
  }

  #tell({ name }: RunnableScenario, step: number): void {
    history.replaceState(null, "", printAddress({ scenario: name, step, changes: this.#changes }));
  }
}
