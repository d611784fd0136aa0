import type { BrowserContextOptions, Page } from "playwright-core";

/** A document of the site's origin without any script. */
export const BLANK = "/blank.txt";

interface Window {
  readonly page: Page;
  readonly options: BrowserContextOptions;
  isFree: boolean;
}

/** Takes back what a test did with a window, and what the site has kept in it. */
async function forget({ page, options }: Window): Promise<void> {
  for (const event of ["request", "requestfinished", "requestfailed", "response", "console"] as const)
    page.removeAllListeners(event);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().clearPermissions();
  await page.goto(BLANK);
  await page.evaluate("localStorage.clear(); sessionStorage.clear()");
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 720 });
  const { colorScheme = "light", reducedMotion = "no-preference" } = options;
  await page.emulateMedia({ media: null, colorScheme, reducedMotion });
}

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** Windows that go from one test to the next: to start another takes longer than to open most pages. */
export class Windows {
  readonly #all: Window[] = [];
  readonly #start: (options: BrowserContextOptions) => Promise<Page>;

  constructor(start: (options: BrowserContextOptions) => Promise<Page>) {
    this.#start = start;
  }

  /** A page that nobody else has until it is released. */
  async take(options: BrowserContextOptions): Promise<{ readonly page: Page; readonly release: () => void }> {
    const free = this.#all.find((each) => each.isFree && isSame(each.options, options));
    const window = free ?? { page: await this.#start(options), options, isFree: false };
    window.isFree = false;
    if (free) await forget(window);
    else this.#all.push(window);
    const release = () => {
      window.isFree = true;
    };
    return { page: window.page, release };
  }
}
