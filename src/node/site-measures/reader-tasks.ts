import { errors, type Locator, type Page } from "playwright-core";

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
  /** What is looked for at the moment. */
  wanted = "";

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator, name: string): Promise<void> {
    this.wanted = name;
    this.clicks++;
    await what.click();
  }

  async choose(field: string, label: string): Promise<void> {
    this.wanted = `${label} under "${field}"`;
    this.selections++;
    await this.page.getByLabel(field).selectOption({ label });
  }

  /** Opens the search, types and takes the first that is found. */
  async search(text: string): Promise<void> {
    await this.click(this.page.locator("kf-search > button"), "the button of the search");
    this.wanted = `a hit for ${text}`;
    this.texts++;
    await this.page.locator("kf-search input").fill(text);
    await this.page.locator(`kf-search .hits[data-query=${JSON.stringify(text)}]`).waitFor({ state: "attached" });
    const hit = this.page.locator("kf-search .hit > a").first();
    const address = await hit.getAttribute("href");
    await this.click(hit, `the first hit for ${text}`);
    this.wanted = `the page ${address} of the first hit for ${text}`;
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
      await hand.choose("My kernel is", "6.12");
      await hand.choose("my programs are", "tc (SCHED_CLS)");
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
  /** What the reader looked for and did not find; absent where the answer stood there. */
  readonly missing?: string;
}

/** What was looked for last, once it is plain that it does not come; undefined where all came. */
async function missingOn(hand: Hand, { find, answer: { place, says } }: ReaderTask): Promise<string | undefined> {
  try {
    await find(hand);
    hand.wanted = `${place} that says ${says}`;
    await hand.page.locator(place).filter({ hasText: says }).waitFor();
    return undefined;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return hand.wanted;
    throw error;
  }
}

/** How long anything may take to be there, in milliseconds. */
const PATIENCE = 15_000;

/** Does what a new user would, as fast as the site answers, from the front page that is open. */
export async function doTask(page: Page, task: ReaderTask, patience = PATIENCE): Promise<TaskResult> {
  const started = performance.now();
  const hand = new Hand(page);
  page.setDefaultTimeout(patience);
  const missing = await missingOn(hand, task);
  const { clicks, selections, texts } = hand;
  const seconds = (performance.now() - started) / 1000;
  return { effort: { clicks, selections, texts }, seconds, ...(missing !== undefined && { missing }) };
}
