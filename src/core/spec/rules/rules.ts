import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Content } from "../content.ts";
import { callsNameKfuncs } from "./calls-name-kfuncs.ts";
import { errorsAreShown } from "./errors-are-shown.ts";
import { fileNames } from "./file-names.ts";
import { namespacesAreThere } from "./namespaces-are-there.ts";
import { pagesHaveSpecs } from "./pages-have-specs.ts";
import { parametersHaveTexts } from "./parameters-have-texts.ts";
import { programsHaveScenarios } from "./programs-have-scenarios.ts";
import { referencesArePaired } from "./references-are-paired.ts";
import { returnsHaveTexts } from "./returns-have-texts.ts";
import { scenariosExist } from "./scenarios-exist.ts";
import { scenariosExpect } from "./scenarios-expect.ts";
import { scenariosHavePrograms } from "./scenarios-have-programs.ts";
import { textsHaveParameters } from "./texts-have-parameters.ts";
import { uniqueKfuncs } from "./unique-kfuncs.ts";
import { viaNamesMembers } from "./via-names-members.ts";

/** A rule over all files: everything that breaks it. Empty names come from files with findings of their own. */
export type ContentRule = (content: Content) => Diagnostic[];

/** In the order in which an author would ask: is it the right file, is it whole, do its references lead somewhere. */
export const contentRules: readonly ContentRule[] = [
  fileNames,
  uniqueKfuncs,
  pagesHaveSpecs,
  scenariosHavePrograms,
  programsHaveScenarios,
  parametersHaveTexts,
  textsHaveParameters,
  returnsHaveTexts,
  errorsAreShown,
  viaNamesMembers,
  scenariosExpect,
  namespacesAreThere,
  scenariosExist,
  callsNameKfuncs,
  referencesArePaired,
];
