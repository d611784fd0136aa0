import sharp from "sharp";
import { expect, test } from "vitest";
import { openGraph } from "../../src/site/integrations/page-head.ts";
import { drawPicture } from "../../src/site/pictures/draw-picture.ts";
import { type PagePicture, pagePicture } from "../../src/site/pictures/page-picture.ts";
import { sampleModel } from "./sample-model.ts";

const kfunc = pagePicture(sampleModel, "kfuncs/bpf_xdp_get_xfrm_state", "bpf_xdp_get_xfrm_state", "Looks up.");

test("the picture of a kfunc's page says since when it is there and for whom", () => {
  expect(kfunc).toMatchObject({ kind: "Kfunc", isName: true, title: "bpf_xdp_get_xfrm_state", summary: "Looks up." });
  expect(kfunc.facts).toMatch(/^Since Linux 6\.8 .*XDP/);
});

test.each([
  ["examples/xfrm/replay-window", "Example", "XDP · bpf_xdp_get_xfrm_state · bpf_xdp_xfrm_state_release"],
  ["structs/bpf_ct_opts", "Struct", ""],
  ["kfuncs", sampleModel.site.front.title, ""],
  ["index", sampleModel.site.front.title, ""],
])("the picture of %s is of the kind %j with the facts %j", (slug, kind, facts) =>
  expect(pagePicture(sampleModel, slug, "Title", "")).toMatchObject({ kind, facts }),
);

/** The longest that any page has, so that text which no longer fits shows. */
const long: PagePicture = {
  site: "A site with a long name",
  kind: "Message of the verifier",
  title: "arg#0 expected pointer to an iterator on stack or something else that goes on ".repeat(3),
  isName: true,
  summary: "A sentence of the summary. ".repeat(20),
  facts: "A program type · ".repeat(12),
};

test.each([
  ["a kfunc", kfunc],
  ["the longest texts", long],
])("a picture of %s is a small PNG of 1200 by 630", async (_, picture) => {
  const png = await drawPicture(picture);
  expect(await sharp(png).metadata()).toMatchObject({ format: "png", width: 1200, height: 630, isPalette: true });
  expect(png.length).toBeLessThan(25_000);
  const { channels } = await sharp(png).stats();
  expect(channels[0]?.max).toBeGreaterThan(200);
});

test("what a page says of itself is read without its marks", () => {
  const html = '<meta property="og:title" content="a &lt; b &amp;&amp; &quot;c&quot; &#39;d&#39;"/>';
  expect(openGraph(html, "og:title")).toBe(`a < b && "c" 'd'`);
  expect(openGraph(html, "og:image")).toBe("");
});
