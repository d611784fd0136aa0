import { expect, test } from "vitest";
import { sitePlace } from "../../../src/node/pages/site-place.ts";

test.each([
  [{}, {}, { base: "/" }],
  [{ base: "/kfdoc" }, {}, { base: "/kfdoc/" }],
  [{ base: "/a/b/" }, {}, { base: "/a/b/" }],
  [{ base: "/kfdoc/", url: "https://docs.example" }, {}, { base: "/kfdoc/", url: "https://docs.example" }],
  [{ base: "/kfdoc/" }, { KFDOC_BASE: "other" }, { base: "/other/" }],
  [{ base: "/kfdoc/" }, { KFDOC_BASE: "" }, { base: "/" }],
  [{ url: "https://docs.example" }, { KFDOC_SITE_URL: "https://a.example" }, { base: "/", url: "https://a.example" }],
  [{ url: "https://docs.example" }, { KFDOC_SITE_URL: "" }, { base: "/" }],
])("the settings %j and the variables %j place a site at %j", (settings, variables, place) => {
  expect(sitePlace(settings, variables)).toEqual(place);
});
