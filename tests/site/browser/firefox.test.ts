import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { findFirefox } from "../../../src/node/set-up/find-firefox.ts";
import { serveFolder } from "../../../src/node/site-measures/serve-folder.ts";
import { untilBuilt } from "./until-built.ts";

await untilBuilt();

const firefox = findFirefox();
const example = "/examples/xfrm/replay-window/";

/** What `drive-site.mjs` saw. */
interface Report {
  readonly failed?: string;
  readonly errors: readonly string[];
  readonly filtered: { readonly names: readonly string[]; readonly search: string };
  readonly annotated: { readonly before: string; readonly after: string };
  readonly stepped: Readonly<Record<"forward" | "atCall" | "back" | "ending" | "held", string>>;
  readonly changed: { readonly calls: string; readonly hash: string };
}

/** Opens a page of the site's server that drives the site in a frame; Firefox can be started, but not driven from here. */
async function drive(path: string): Promise<Report> {
  const script = readFileSync(join(import.meta.dirname, "drive-site.mjs"), "utf8");
  let report: (text: string) => void = () => undefined;
  const reported = new Promise<string>((resolve) => {
    report = resolve;
  });
  const { url, server } = await serveFolder(inject("dist"), {
    files: {
      "/drive.html": '<!doctype html><title>Drive</title><body><script type="module" src="/drive-site.mjs"></script>',
      "/drive-site.mjs": script,
      "/drive.json": JSON.stringify({ example }),
    },
    posted: (text) => report(text),
  });
  const profile = mkdtempSync(join(tmpdir(), "kfdoc-firefox-"));
  const browser = spawn(path, ["--headless", "--no-remote", "--profile", profile, `${url}/drive.html`], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, HOME: profile },
  });
  const ended = once(browser, "exit").then(([code]) => Promise.reject(new Error(`Firefox ended with ${code}`)));
  ended.catch(() => undefined);
  try {
    return JSON.parse(await Promise.race([reported, ended])) as Report;
  } finally {
    const closed = once(browser, "exit");
    // A browser is many processes, in a group of their own.
    if (browser.exitCode === null && browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
    if (browser.exitCode === null) await closed;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

test("Firefox finds kfuncs, annotates a source, steps through a run and changes its input", async ({ skip }) => {
  if (firefox === undefined) skip("there is no Firefox on this machine");
  const { failed, errors, filtered, annotated, stepped, changed } = await drive(firefox ?? "");
  expect(failed).toBeUndefined();
  expect(errors).toEqual([]);
  expect(filtered.names).toContain("bpf_xdp_get_xfrm_state");
  expect(filtered.search).toBe("?q=xfrm&type=XDP");
  expect(annotated.before).toContain("→ xfrm_state #1");
  expect(annotated.after).toContain("→ NULL");
  expect(stepped.forward).toMatch(/^Step 1 of \d+/);
  expect(stepped.atCall).toContain("call bpf_dynptr_from_xdp");
  expect(stepped.back).toMatch(/^Before the first of \d+/);
  expect(stepped.ending).toContain("unreleased-reference");
  expect(stepped.held).toContain("xfrm_state #1");
  expect(changed.calls).toContain("bpf_xdp_xfrm_state_release");
  expect(changed.hash).toContain("packet[2].esp.spi=0x1234");
}, 120_000);
