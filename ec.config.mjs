import { defineEcConfig } from "@astrojs/starlight/expressive-code";
import { scrollableCode } from "./src/site/code-blocks.ts";

/** How code blocks look; Astro reads it beside its own configuration. */
export default defineEcConfig({
  plugins: [scrollableCode()],
  /** Tabs stay tabs, as they are copied; the style sheet says how wide they are shown. */
  tabWidth: 0,
  themes: ["github-dark", "github-light"],
  useStarlightUiThemeColors: true,
  styleOverrides: {
    borderRadius: "0.5rem",
    borderColor: "var(--kf-line)",
    codeFontSize: "0.8125rem",
    frames: { shadowColor: "transparent", editorTabBarBackground: "var(--kf-surface)" },
  },
});
