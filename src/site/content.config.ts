import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";

/** Starlight asks for its collection; every page here is a route of its own, so it holds nothing. */
export const collections = { docs: defineCollection({ loader: () => [], schema: docsSchema() }) };
