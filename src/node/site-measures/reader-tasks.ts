import type { Locator, Page } from "playwright-core";

/** What a reader does with a page; it is counted. */
export interface Effort {
  readonly clicks: number;
  /** Values chosen in a field. */
  readonly selections: number;
  /** Texts typed or pasted. */
  readonly texts: number;
}

/** A reader's hand on a page, which counts what it does. */
class Hand {
  readonly page: Page;
  clicks = 0;
  selections = 0;
  texts = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator): Promise<void> {
    this.clicks++;
    await what.click();
  }

  async choose(what: Locator, label: string): Promise<void> {
    this.selections++;
    await what.selectOption({ label });
  }

  /** Opens the search, types and takes the first that is found. */
  async search(text: string): Promise<void> {
    await this.click(this.page.locator("kf-search > button"));
    this.texts++;
    await this.page.locator("kf-search input").fill(text);
    await this.page.locator(`kf-search .hits[data-query=${JSON.stringify(text)}]`).waitFor({ state: "attached" });
    const hit = this.page.locator("kf-search .hit > a").first();
    const address = await hit.getAttribute("href");
    await this.click(hit);
    await this.page.waitForURL(({ pathname, hash }) => pathname + hash === address);
  }
}

/** A question that somebody comes to the site with. */
export interface ReaderTask {
  readonly question: string;
  /** From the front page to the place that answers. */
  readonly find: (hand: Hand) => Promise<void>;
  /** Where the answer stands, and what it must say. */
  readonly answer: { readonly place: string; readonly says: RegExp };
  /** More than this is too much. */
  readonly bound: Effort;
}

export const readerTasks: readonly ReaderTask[] = [
  {
    question: "May I call bpf_xdp_get_xfrm_state from tc on 6.12?",
    find: async (hand) => {
      await hand.search("bpf_xdp_get_xfrm_state");
      await hand.choose(hand.page.getByLabel("My kernel is"), "6.12");
      await hand.choose(hand.page.getByLabel("my programs are"), "tc (SCHED_CLS)");
    },
    answer: { place: "kf-choice output", says: /not for SCHED_CLS programs/ },
    bound: { clicks: 2, selections: 2, texts: 1 },
  },
  {
    question: "What does -ENONET mean here?",
    find: (hand) => hand.search("-ENONET"),
    answer: {
      place: "main",
      says: /not on the network[\s\S]*bpf_xdp_get_xfrm_state[\s\S]*no network namespace has the id netns_id/,
    },
    bound: { clicks: 2, selections: 0, texts: 1 },
  },
  {
    question: "Why is my program rejected for an unreleased reference?",
    find: (hand) => hand.search("Unreleased reference id=3 alloc_insn=10"),
    answer: { place: "main", says: /still holds a reference[\s\S]*Give the reference back on every path/ },
    bound: { clicks: 2, selections: 0, texts: 1 },
  },
];

export interface TaskResult {
  readonly effort: Effort;
  readonly seconds: number;
  /** Whether the answer stood there within a quarter of a minute. */
  readonly isAnswered: boolean;
}

/** Waits for a place of the page to say something. */
async function says(page: Page, { place, says: words }: ReaderTask["answer"]): Promise<boolean> {
  const found = page.locator(place).filter({ hasText: words });
  return found.waitFor({ timeout: 15_000 }).then(
    () => true,
    () => false,
  );
}

/** Does what a new user would, as fast as the site answers, from the front page that is open. */
export async function doTask(page: Page, { find, answer }: ReaderTask): Promise<TaskResult> {
  const started = performance.now();
  const hand = new Hand(page);
  await find(hand);
  const isAnswered = await says(page, answer);
  const { clicks, selections, texts } = hand;
  return { effort: { clicks, selections, texts }, seconds: (performance.now() - started) / 1000, isAnswered };
}
