import { RedirectMap } from "../maps/redirect-map.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";

/** bpf_xdp_redirect_map (net/core/filter.c, v7.3). */
export const redirectMap: readonly HelperModel[] = [
  {
    name: "bpf_redirect_map",
    notModelled: ["Where the packet goes once the program has ended, but for programs of devices and CPUs in the map."],
    call(kernel, args) {
      const map = mapArgument(kernel, args(0));
      if (map instanceof RedirectMap) return map.redirect(args(1), args(2));
      return kernel.fault("helper-argument", `bpf_redirect_map can't take ${map.name}, a map of type ${map.typeName}`);
    },
  },
];
