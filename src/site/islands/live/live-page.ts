/// <reference types="vite/client" />
import type { SiteState } from "../../../dev/site-state.ts";
import { announceChoice } from "../choice/choice-event.ts";
import { readChoice } from "../choice/stored-choice.ts";
import { showFindings } from "./findings-panel.ts";
import { patchPage } from "./patch-page.ts";

const stampPattern = /<!--kfdoc (\d+) ([0-9a-f]{64})-->\s*$/;

/** The stamp behind a page: the version of the site that it was drawn of, and a digest of it. */
interface Stamp {
  readonly version: number;
  readonly digest: string;
}

function stampIn(html: string): Stamp | undefined {
  const [, version, digest] = stampPattern.exec(html) ?? [];
  return version === undefined || digest === undefined ? undefined : { version: Number(version), digest };
}

function stampOfDocument(): Stamp | undefined {
  const comments = [...document.childNodes, ...document.documentElement.childNodes, ...document.body.childNodes].filter(
    (node) => node.nodeType === Node.COMMENT_NODE,
  );
  return comments.map((node) => stampIn(`<!--${node.nodeValue}-->`)).find((stamp) => stamp !== undefined);
}

const own = stampOfDocument();

/** Whether the page at a path of the site is this one. */
const isOwn = (page: string) => location.pathname.replace(/\/?$/, "/").endsWith(`/${page}`);

/** The page as it is given now, and one that was only just opened as it was given to it; undefined where nobody answers. */
async function ask(): Promise<string | undefined> {
  try {
    const answer = await fetch(location.href, { headers: { "x-kfdoc-version": "" }, cache: "no-store" });
    return await answer.text();
  } catch {
    return undefined;
  }
}

const digestOf = (html: string | undefined) => (html === undefined ? undefined : stampIn(html)?.digest);

/** The page that is shown, as it was given, before any script was at it; undefined where that is not known. */
let shown = ask().then((html) => (digestOf(html) === own?.digest ? html : undefined));
let seen = own?.version;

/** Changes in the page what would be different now. */
async function refresh(before: string | undefined): Promise<string | undefined> {
  const html = await ask();
  if (html === undefined || (before !== undefined && digestOf(before) === digestOf(html))) return before;
  if (before === undefined || !patchPage(before, html)) location.reload();
  else chooseAgain();
  return html;
}

/** What the reader chose holds for what is new, too. */
function chooseAgain(): void {
  document.querySelector("kf-choice")?.dispatchEvent(new Event("change"));
  announceChoice(readChoice());
}

function take({ version, findings }: SiteState): void {
  showFindings(findings, isOwn);
  if (version === seen) return;
  seen = version;
  shown = shown.then(refresh);
}

import.meta.hot?.on("kfdoc:state", take);
import.meta.hot?.send("kfdoc:ask", {});
