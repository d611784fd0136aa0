import { readAddress, type StepperAddress } from "./address.ts";
import type { Player } from "./player.ts";

/** A run that takes longer has no end that a reader would wait for; `data-patience` says otherwise. In milliseconds. */
const PATIENCE = 30_000;

/** Wraps what a page says of a stepper without script; the emulator is loaded when the reader asks for it. */
class Stepper extends HTMLElement {
  #player: Promise<Player> | undefined;

  connectedCallback(): void {
    this.#find(".chooser").hidden = false;
    this.#find("button").addEventListener("click", () => void this.#start());
    this.#select.addEventListener("change", () => void (this.#player && this.#open()));
    addEventListener("hashchange", () => this.#follow());
    this.#follow();
  }

  get #select(): HTMLSelectElement {
    return this.#find("select") as HTMLSelectElement;
  }

  #find(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }

  /** Opens what the address asks for. */
  #follow(): void {
    const address = readAddress(location.hash);
    if (address) void this.#open(address).then(() => this.scrollIntoView());
  }

  /** Loads the emulator at first; later goes back to the start of what is shown, be its input changed or not. */
  async #start(): Promise<void> {
    if (this.#isRunning) (await this.#player)?.restart();
    else await this.#open();
    this.querySelector<HTMLElement>(".run")?.focus({ preventScroll: true });
  }

  get #isRunning(): boolean {
    return this.querySelector(".run") !== null;
  }

  async #open(address: StepperAddress = { scenario: this.#select.value, step: 0, changes: new Map() }): Promise<void> {
    const place = this.#find(".player");
    place.setAttribute("aria-busy", "true");
    try {
      this.#player ??= this.#load(place);
      this.#select.value = await (await this.#player).open(address);
      if (this.#isRunning) this.#find("button").textContent = "Back to the start";
    } catch (error) {
      this.#player = undefined;
      place.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  async #load(place: HTMLElement): Promise<Player> {
    const { Player } = await import("./player.ts");
    const { folder = "", kernel = "", kfuncs = "", faults = "" } = this.dataset;
    const options = [...this.#select.options];
    const scenarios = options.map(({ value }) => value);
    const vouched = (name: string) => options.find(({ value }) => value === name)?.dataset.vouched ?? "";
    const patience = () => Number(this.dataset.patience ?? PATIENCE);
    return new Player({ place, folder, kernel, paths: { kfuncs, faults }, patience, scenarios, vouched });
  }
}

customElements.define("kf-stepper", Stepper);
