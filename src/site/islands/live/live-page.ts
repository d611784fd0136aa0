/// <reference types="vite/client" />
import { type ShownFinding, showFindings } from "./findings-panel.ts";

interface SiteState {
  readonly version: number;
  readonly findings: readonly ShownFinding[];
}

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
let seen = own?.version;

/** Whether a file's words stand on this page: those of its kfunc or example, or its article's. */
function isOwn(path: string): boolean {
  const place = location.pathname.replace(/\/$/, "");
  const stem = path.replace(/^content\//, "").replace(/(\.bpf)?\.[a-z]+$/, "");
  const [folder = "", ...names] = stem.split("/");
  return place.endsWith(`/${stem}`) || (folder === "kfuncs" && place.endsWith(`/kfuncs/${names.at(-1)}`));
}

/** Loads the page anew if what it would be now is not what it is. */
async function refresh(version: number): Promise<void> {
  const answer = await fetch(location.href, { headers: { "x-kfdoc-version": String(version) }, cache: "no-store" });
  const stamp = stampIn(await answer.text());
  if (stamp === undefined || stamp.digest !== own?.digest) location.reload();
}

async function take({ version, findings }: SiteState): Promise<void> {
  showFindings(findings, isOwn);
  if (version === seen) return;
  seen = version;
  await refresh(version);
}

import.meta.hot?.on("kfdoc:state", take);
import.meta.hot?.send("kfdoc:ask", {});
