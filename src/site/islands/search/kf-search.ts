import { hitItem, messageItem } from "./hit-list.ts";
import { findPages } from "./pagefind.ts";
import { type KnownMessage, messageIn, plainWords } from "./query.ts";
import { rank } from "./rank.ts";

const plural = (number: number) => (number === 1 ? "1 page" : `${number} pages`);

/** The search of the site: a dialog over Pagefind's index, which is loaded with the first letter. */
class SiteSearch extends HTMLElement {
  #messages: Promise<readonly KnownMessage[]> | undefined;

  connectedCallback(): void {
    const button = this.#part("button");
    if (/Mac|iP(?:hone|od|ad)/.test(navigator.platform)) button.setAttribute("aria-keyshortcuts", "Meta+K");
    button.addEventListener("click", () => this.#open());
    (button as HTMLButtonElement).disabled = false;
    addEventListener("keydown", (event) => this.#shortcut(event));
    document.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("[data-open-search]")) return;
      event.preventDefault();
      this.#open();
    });
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog || (event.target as Element).closest("a")) this.#dialog.close();
    });
    this.#part(".close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("keydown", (event) => this.#walk(event));
    this.#input.addEventListener("input", () => void this.#search());
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.querySelector<HTMLAnchorElement>(".hits a")?.click();
    });
  }

  #part(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }

  get #dialog(): HTMLDialogElement {
    return this.#part("dialog") as HTMLDialogElement;
  }

  get #input(): HTMLInputElement {
    return this.#part("input") as HTMLInputElement;
  }

  #open(): void {
    this.#dialog.showModal();
    this.#input.select();
  }

  #shortcut(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (this.#dialog.open) this.#dialog.close();
    else this.#open();
  }

  /** Arrows go through what was found. */
  #walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const stops: HTMLElement[] = [this.#input, ...this.querySelectorAll<HTMLElement>(".hits a")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  }

  async #loadMessages(): Promise<readonly KnownMessage[]> {
    const answer = await fetch(this.dataset.messages ?? "");
    return (await answer.json()) as readonly KnownMessage[];
  }

  async #search(): Promise<void> {
    const asked = this.#input.value;
    const query = asked.trim();
    if (query === "") {
      this.#show([], "");
      return;
    }
    this.#messages ??= this.#loadMessages();
    const message = messageIn(query, await this.#messages);
    const words = plainWords(message ? message.words : query);
    const pages = await findPages(this.dataset.pagefind ?? "", words);
    if (pages === undefined || asked !== this.#input.value) return;
    const hits = rank(words, pages).filter(({ url }) => url !== message?.href);
    const items = hits.map((hit) => hitItem(hit, this.dataset.base ?? "/"));
    const all = message ? [messageItem(message), ...items] : items;
    this.#show(all, all.length === 0 ? `Nothing holds “${query}”` : plural(all.length));
  }

  #show(items: readonly HTMLElement[], words: string): void {
    this.#part(".hits").replaceChildren(...items);
    this.#part("output").textContent = words;
  }
}

customElements.define("kf-search", SiteSearch);
