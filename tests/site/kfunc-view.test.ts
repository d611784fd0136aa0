import { describe, expect, test } from "vitest";
import type { ExampleModel, KfuncModel, SiteModel } from "../../src/node/build/site-model.ts";
import { sidebar } from "../../src/site/sidebar.ts";
import { indexView } from "../../src/site/view/index-view.ts";
import { shortList } from "../../src/site/view/kfunc-row.ts";
import { kfuncView } from "../../src/site/view/kfunc-view.ts";
import { phraseText } from "../../src/site/view/phrase.ts";
import { sampleModel } from "./sample-model.ts";

const [get, release] = sampleModel.kfuncs as readonly [KfuncModel, KfuncModel];
const view = kfuncView(sampleModel, get);

/** A kfunc with an example of its own that the example of another subsystem calls too. */
const example = sampleModel.examples[0] as ExampleModel;
const own: ExampleModel = { ...example, key: "dynptr/read", subsystem: "dynptr", name: "read" };
const withOwn: SiteModel = { ...sampleModel, examples: [own, example] };
const slice: KfuncModel = {
  ...get,
  subsystem: "dynptr",
  examples: [
    { key: example.key, scenarios: ["known"] },
    { key: own.key, scenarios: ["known"] },
  ],
};

describe("the view of a kfunc", () => {
  test("spells members as C reaches them", () => {
    expect(view.parameters[1]?.members.map(({ id, path, direction }) => ({ id, path, direction }))).toEqual([
      { id: "parameter-opts-error", path: "opts->error", direction: "out" },
      { id: "parameter-opts-netns_id", path: "opts->netns_id", direction: "in" },
    ]);
  });

  test("says where an error arrives and which scenario shows it", () => {
    expect(view.errors?.[0]).toMatchObject({
      id: "error-ENOENT",
      value: "-ENOENT",
      number: "-2",
      arrives: "opts->error",
      shownBy: { name: "unknown-spi", href: "#xfrm-replay-window-unknown-spi" },
    });
    expect(view.errors?.[1]).toMatchObject({ value: "NULL", arrives: "returned" });
    expect(view.errors?.[1]).not.toHaveProperty("number");
    expect(view.errors?.[2]).toMatchObject({ notShown: "the emulator does not model memory pressure" });
  });

  test("links to a scenario on the example's page where this page does not show the example", () => {
    const { errors, examples } = kfuncView(withOwn, slice);
    expect(examples.full.map(({ key }) => key)).toEqual(["dynptr/read"]);
    expect(errors?.[0]?.shownBy?.href).toBe("/examples/xfrm/replay-window/#xfrm-replay-window-unknown-spi");
  });

  test("shows the examples of its subsystem in full, others by the scenarios that call it", () => {
    const { examples, headings } = kfuncView(withOwn, slice);
    expect(examples.full.map(({ key }) => key)).toEqual(["dynptr/read"]);
    expect(examples.mentioned).toEqual([
      {
        title: example.title,
        summary: example.summary,
        href: "/examples/xfrm/replay-window/",
        scenarios: [{ name: "known", href: "/examples/xfrm/replay-window/#xfrm-replay-window-known" }],
      },
    ]);
    expect(headings.map(({ slug }) => slug)).toContain("also-called-in");
    expect(view.examples.mentioned).toEqual([]);
    expect(view.headings.map(({ slug }) => slug)).not.toContain("also-called-in");
  });

  test("shows two in full at most: those that show its errors, then those that call little else", () => {
    const at = (name: string, ...kfuncs: readonly string[]): ExampleModel => ({
      ...own,
      key: `dynptr/${name}`,
      name,
      kfuncs,
    });
    const all = [at("a", "one", "two"), at("b", "one"), at("c", "one", "two", "three")];
    const errors = (slice.errors ?? []).map((error) => ({ ...error, shown_by: "dynptr/c#known" }));
    const kfunc = { ...slice, errors, examples: all.map(({ key }) => ({ key, scenarios: ["known"] })) };
    const { examples } = kfuncView({ ...sampleModel, examples: all }, kfunc);
    expect(examples.full.map(({ key }) => key)).toEqual(["dynptr/c", "dynptr/b"]);
    expect(examples.mentioned.map(({ href }) => href)).toEqual(["/examples/dynptr/a/"]);
  });

  test("shows an example in full where its subsystem has none", () => {
    const { examples } = kfuncView(sampleModel, { ...get, subsystem: "dynptr" });
    expect(examples.full.map(({ key }) => key)).toEqual(["xfrm/replay-window"]);
    expect(examples.mentioned).toEqual([]);
  });

  test("gives equal values ids of their own", () => {
    const { errors } = kfuncView(sampleModel, {
      ...get,
      errors: [...(get.errors ?? []), { value: "ENOENT", when: "again" }],
    });
    expect(errors?.map(({ id }) => id)).toEqual(["error-ENOENT", "error-NULL", "error-ENOMEM", "error-ENOENT-2"]);
  });

  test("renders texts as Markdown with links", () => {
    expect(view.returns.html).toContain('<a href="/kfuncs/bpf_xdp_xfrm_state_release/"><code>');
  });

  test("says what to do with what it returns, and the kfunc at the other end of a reference", () => {
    expect(view.returns.advice.map(phraseText)).toEqual([
      "Compare it with NULL before you use it.",
      "opts->error says which error it was.",
      "Give the reference back with bpf_xdp_xfrm_state_release.",
    ]);
    expect(view.returns.advice[2]?.[1]?.href).toBe("/kfuncs/bpf_xdp_xfrm_state_release/");
    expect(kfuncView(sampleModel, release).returns.advice.map(phraseText)).toEqual([
      "It takes a reference from bpf_xdp_get_xfrm_state.",
    ]);
  });

  test("begins its sections with what a caller needs; where it is available in detail comes after the examples", () => {
    const slugs = view.headings.filter(({ depth }) => depth === 2).map(({ slug }) => slug);
    expect(slugs.slice(0, 4)).toEqual(["returns", "parameters", "errors", "rules"]);
    expect(slugs.indexOf("availability")).toBeGreaterThan(slugs.indexOf("examples"));
  });

  test("names its error values, each once, its flags and examples for the first screen", () => {
    const { glance } = kfuncView(sampleModel, {
      ...get,
      errors: [...(get.errors ?? []), { value: "ENOENT", when: "again" }],
    });
    expect(glance.map(({ entries }) => entries.map(({ name }) => name))).toEqual([
      ["-ENOENT", "NULL", "-ENOMEM"],
      ["KF_RET_NULL", "KF_ACQUIRE"],
      ["Read the replay window of a security association"],
    ]);
    expect(glance[0]?.entries[0]?.href).toBe("#error-ENOENT");
  });

  test("says what the emulator leaves out, in a section that there is only then", () => {
    expect(view.notModelled).toEqual(["States that expire while the program runs."]);
    expect(view.headings.at(-1)).toMatchObject({ slug: "not-modelled" });
    expect(kfuncView(sampleModel, release).headings.map(({ slug }) => slug)).not.toContain("not-modelled");
  });

  test("lists the sections that it has", () => {
    const slugs = kfuncView(sampleModel, { ...release, examples: [] }).headings.map(({ slug }) => slug);
    expect(slugs).toEqual(
      expect.arrayContaining(["parameters", "returns", "errors", "rules", "availability", "declarations"]),
    );
    expect(slugs).not.toContain("examples");
  });
});

test("a long list is a number", () => {
  const names = ["a", "b", "c", "d"].map((name) => ({ name, href: name }));
  expect(shortList(names.slice(1), "things", "#all")).toEqual({ shown: names.slice(1) });
  expect(shortList(names, "things", "#all")).toEqual({ shown: [], all: { words: "4 things", href: "#all" } });
});

test("the front page counts what was built", () => {
  expect(indexView(sampleModel).checks.map(({ title }) => title)).toEqual(["2 kfuncs.", "1 example.", "3 scenarios."]);
});

test("the sidebar opens the folder of the page's example", () => {
  const examplesOf = (key?: string) =>
    sidebar(withOwn, { example: key }).flatMap((entry) =>
      "items" in entry && entry.label === "Examples" ? entry.items : [],
    );
  expect(examplesOf()).toEqual([
    { label: "All examples", link: "/examples/" },
    { label: "Dynptrs", link: "/examples/#examples-dynptr" },
    { label: "IPsec (XFRM)", link: "/examples/#examples-xfrm" },
  ]);
  expect(examplesOf("dynptr/read")[1]).toEqual({
    label: "Dynptrs",
    items: [{ label: own.title, link: "/examples/dynptr/read/" }],
  });
});

test("the sidebar opens the family of the page's kfunc, and has the others as links", () => {
  const familyOf = (kfunc?: string) =>
    sidebar(sampleModel, { kfunc })
      .flatMap((entry) => ("items" in entry && entry.label === "Kfuncs" ? entry.items : []))
      .find(({ label }) => label === "IPsec (XFRM)");
  expect(familyOf()).toEqual({ label: "IPsec (XFRM)", link: "/kfuncs/#kfuncs-xfrm" });
  expect(familyOf("bpf_xdp_get_xfrm_state")).toMatchObject({
    items: [{ link: "/kfuncs/bpf_xdp_get_xfrm_state/" }, {}],
  });
});
