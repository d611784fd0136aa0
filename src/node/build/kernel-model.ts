import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import type { KernelModel } from "./site-model.ts";

/** What pages say of a release as a whole. */
export function kernelModel({ release, provenance, kfuncs, availability }: ReleaseFacts): KernelModel {
  const [image] = provenance.packages;
  return {
    release,
    version: provenance.kernel,
    package: image?.package ?? "",
    packageVersion: image?.version ?? "",
    kfuncs: kfuncs.size,
    ...(availability && { forms: availability.forms }),
    provenance,
  };
}
