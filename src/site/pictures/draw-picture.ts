import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import satori, { type Font } from "satori";
import sharp from "sharp";
import type { PagePicture } from "./page-picture.ts";

/** In pixels: what social networks and chat programs ask for. */
const size = { width: 1200, height: 630 };

/** The site's dark colours, as `styles/theme.css` has them; satori knows no properties. */
const colours = { ground: "#13181b", text: "#f9fafb", quiet: "#c1cbd1", accent: "#84d7d7", mark: "#0b5c66" };

const { resolve } = createRequire(import.meta.url);

const font = (name: string, weight: 400 | 600 | 700, file: string): Font => ({
  name,
  weight,
  data: readFileSync(resolve(`@fontsource/${file}`)),
});

/** Both fonts are under the SIL Open Font License 1.1; the machine's own are not asked. */
const fonts = [
  font("mono", 700, "jetbrains-mono/files/jetbrains-mono-latin-700-normal.woff"),
  font("sans", 400, "inter/files/inter-latin-400-normal.woff"),
  font("sans", 600, "inter/files/inter-latin-600-normal.woff"),
];

interface Element {
  readonly type: "div";
  readonly props: { readonly style: object; readonly children: string | readonly Element[] };
}

const box = (style: object, children: string | readonly Element[]): Element => ({
  type: "div",
  props: { style: { display: "flex", ...style }, children },
});

/** In pixels, so that a title takes two lines at most: a letter of a name is 0.6 of its size wide. */
function titleSize({ title, isName }: PagePicture): number {
  const lines = isName ? 1.9 : 2.2;
  return Math.max(36, Math.min(72, Math.floor((lines * 1056) / (title.length * 0.6))));
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

function layOut(picture: PagePicture): Element {
  const { site, kind, title, isName, summary, facts } = picture;
  const name = [box({ color: colours.text, fontWeight: 600 }, site), box({ color: colours.quiet }, kind)];
  const heading = {
    fontFamily: isName ? "mono" : "sans",
    fontWeight: isName ? 700 : 600,
    fontSize: titleSize(picture),
    lineHeight: 1.2,
    color: colours.text,
    wordBreak: isName ? "break-all" : "normal",
  };
  return box(
    {
      ...size,
      boxSizing: "border-box",
      flexDirection: "column",
      justifyContent: "space-between",
      padding: "64px 72px 60px",
      borderTop: `12px solid ${colours.mark}`,
      background: colours.ground,
      fontFamily: "sans",
    },
    [
      box({ justifyContent: "space-between", fontSize: 30 }, name),
      box({ flexDirection: "column", gap: 26, width: 1056 }, [
        box(heading, cut(title, 110)),
        box({ width: 1056, fontSize: 34, lineHeight: 1.4, color: colours.quiet }, cut(summary, 170)),
      ]),
      box({ width: 1056, fontSize: 28, color: colours.accent }, cut(facts, 74) || " "),
    ],
  );
}

/** The picture as a PNG of sixteen colours, which is enough for text and keeps it small. */
export async function drawPicture(picture: PagePicture): Promise<Uint8Array> {
  const svg = await satori(layOut(picture) as unknown as Parameters<typeof satori>[0], { ...size, fonts });
  const png = { palette: true, colours: 16, effort: 1, compressionLevel: 8, dither: 0 };
  return new Uint8Array(await sharp(Buffer.from(svg)).png(png).toBuffer());
}
