import type { Outcome } from "../../../core/emulator/outcome.ts";
import type { RunnableExample, RunnableScenario } from "../../../core/emulator/runnable-example.ts";
import { counted } from "../../../core/words/counted.ts";
import { printAddress, type StepperAddress } from "./address.ts";
import { scenarioMeant, scenarioNotes, stepNotes, strangeChanges } from "./asked-address.ts";
import { type BusyLine, busyLine } from "./busy-line.ts";
import { element } from "./element.ts";
import { type Complaint, complaintOf, type InputPanel, inputPanel, misfits } from "./input-panel.ts";
import type { RunAnswer } from "./load-run.ts";
import { runView, type SitePaths } from "./run-view.ts";
import { RunWorker, Unanswered } from "./run-worker.ts";
import { changeInput } from "./scenario-input.ts";

export interface PlayerOptions {
  /** Filled by the player. */
  readonly place: HTMLElement;
  readonly folder: string;
  readonly kernel: string;
  readonly paths: SitePaths;
  /** How long a run may take until it is stopped, in milliseconds. */
  patience(): number;
  /** The scenarios that a reader can choose. */
  readonly scenarios: readonly string[];
  /** What real kernels say of a scenario, in sentences. */
  vouched(scenario: string): string;
}

/** A scenario with what it did as its author wrote it. */
interface Opened {
  readonly scenario: RunnableScenario;
  readonly original: RunAnswer;
  readonly input: InputPanel;
}

type Changes = ReadonlyMap<string, string>;

const unchanged: Changes = new Map();
const outcomeOf = (answer: RunAnswer): Outcome | undefined => ("outcome" in answer ? answer.outcome : undefined);

function without(changes: Changes, complaints: readonly Complaint[]): Changes {
  const wrong = new Set(complaints.map(({ path }) => path));
  return new Map([...changes].filter(([path]) => !wrong.has(path)));
}

/** Runs scenarios of one example beside the page and shows them step by step. */
export class Player {
  readonly #options: PlayerOptions;
  readonly #worker: RunWorker;
  readonly #busy: BusyLine;
  /** Parts that stay where they are, so that the focus does, too. */
  readonly #notes = element("ul", { class: "notes" });
  readonly #head = element("div", {});
  readonly #form = element("div", {});
  readonly #run = element("div", {});
  #example: RunnableExample | undefined;
  #opened: Opened | undefined;
  #changes: Changes = unchanged;
  /** Of the last attempt. */
  #answer: RunAnswer | undefined;
  #show: ((count: number) => void) | undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#worker = new RunWorker(options.folder, options.kernel);
    this.#busy = busyLine(() => this.#worker.stop());
    const notes = element("div", { role: "status" }, this.#notes);
    options.place.replaceChildren(notes, this.#busy.line, this.#head, this.#form, this.#run);
  }

  /** Shows a scenario at a step, and says what of the address could not be followed; gives the name of the scenario shown. */
  async open(address: StepperAddress): Promise<string> {
    const { scenarios } = this.#options;
    const name = scenarioMeant(address.scenario, scenarios);
    try {
      const opened = await this.#openScenario(name);
      const refused = await this.#follow(opened, address.changes);
      const length = this.#draw(opened, address.step);
      const leftOut = refused.map(({ text }) => `${text} It was left out.`);
      this.#say([...scenarioNotes(address.scenario, scenarios), ...leftOut, ...stepNotes(address, length)]);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      this.#say([error.message]);
    }
    return name;
  }

  /** Goes back to the first step of the run that is shown, with its input as it was changed. */
  restart(): void {
    this.#show?.(0);
  }

  #say(notes: readonly string[]): void {
    this.#notes.replaceChildren(...notes.map((note) => element("li", {}, note)));
  }

  async #openScenario(name: string): Promise<Opened> {
    if (this.#opened?.scenario.name === name) return this.#opened;
    this.#example ??= await this.#busy.during("Loading the emulator…", this.#worker.load());
    const scenario = this.#example.scenarios.find((each) => each.name === name);
    if (!scenario) throw new Unanswered(`The example has no scenario ${name}.`);
    const original = await this.#answerTo(scenario);
    const input = inputPanel(
      scenario.scenario,
      outcomeOf(original),
      () => void this.#runAgain(input.changes()),
      () => void this.#runAgain(unchanged),
    );
    this.#opened = { scenario, original, input };
    this.#form.replaceChildren(input.panel);
    return this.#opened;
  }

  #answerTo(scenario: RunnableScenario): Promise<RunAnswer> {
    return this.#busy.during("Running the program…", this.#worker.run(scenario, this.#options.patience()));
  }

  /** Runs the scenario with other values, unless one of them can't be: then what is wrong comes back. */
  async #attempt({ scenario, original, input }: Opened, changes: Changes): Promise<readonly Complaint[]> {
    const wrong = misfits(input.fields, changes);
    if (wrong.length > 0) return wrong;
    const changed = { ...scenario, scenario: changeInput(scenario.scenario, changes) };
    const answer = changes.size > 0 ? await this.#answerTo(changed) : original;
    if (changes.size > 0 && "problems" in answer) return answer.problems.map(complaintOf);
    this.#changes = changes;
    this.#answer = answer;
    input.show(changes, outcomeOf(answer));
    input.complain([]);
    return [];
  }

  /** As `#attempt`, but without the values that can't be, which come back. */
  async #follow(opened: Opened, asked: Changes): Promise<readonly Complaint[]> {
    const strange = strangeChanges(opened.input.fields, asked);
    const known = without(asked, strange);
    const refused = await this.#attempt(opened, known);
    if (refused.length === 0) return strange;
    const right = without(known, refused);
    const others = right.size < known.size ? await this.#attempt(opened, right) : refused;
    if (others.length > 0) await this.#attempt(opened, unchanged);
    return [...strange, ...refused, ...(others === refused ? [] : others)];
  }

  /** What a reader typed in; where it can't be run, the last run stays. */
  async #runAgain(changes: Changes): Promise<void> {
    const opened = this.#opened;
    if (!opened) return;
    const stays = (error: unknown): Complaint[] => [{ path: "", text: `${String(error)} The last run stays.` }];
    const complaints = await this.#attempt(opened, changes).catch((error: unknown) =>
      stays(error instanceof Error ? error.message : error),
    );
    opened.input.complain(complaints);
    if (complaints.length > 0) return;
    const length = this.#draw(opened, undefined);
    const how = changes.size > 0 ? "with the changed input" : "as the scenario has it";
    this.#say([`Ran ${how}: ${counted(length, "step")}.`]);
  }

  /** Draws what came of the last attempt; gives how many steps it has. */
  #draw({ scenario }: Opened, step: number | undefined): number {
    const { paths, vouched } = this.#options;
    const isChanged = this.#changes.size > 0;
    const what = isChanged ? `With its own input, the scenario does this: ${scenario.summary}` : scenario.summary;
    const said = isChanged ? "The input is changed: no other engine has run it." : vouched(scenario.name);
    this.#head.replaceChildren(element("p", { class: "what" }, what), element("p", { class: "engine" }, said));
    this.#show = undefined;
    const answer = this.#answer;
    if (!answer || "problems" in answer) {
      const why = (answer?.problems ?? []).map((problem) => complaintOf(problem).text).join(" ");
      this.#run.replaceChildren(element("p", { class: "complaint" }, why || "There was no outcome."));
      return 0;
    }
    const text = this.#example?.source.text ?? "";
    const tell = (count: number) => this.#tell(scenario, count);
    const { view, length, show } = runView(answer.outcome, text, paths, tell);
    this.#run.replaceChildren(view);
    this.#show = (count) => {
      show(count);
      tell(count);
    };
    this.#show(Math.min(step ?? length, length));
    return length;
  }

  #tell({ name }: RunnableScenario, step: number): void {
    history.replaceState(null, "", printAddress({ scenario: name, step, changes: this.#changes }));
  }
}
