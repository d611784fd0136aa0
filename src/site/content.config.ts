import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";

/** Starlight asks for its collection; every page here is a route of its own, so it holds nothing. */
export const collections = { docs: defineCollection({ loader: () => [], schema: docsSchema() }) };
