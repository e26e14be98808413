// SPDX-License-Identifier: Apache-2.0
// What one may ask events by, as the command line names it.
export interface Filter { name: string; title: string; hint: string; choices?: string[]; date?: boolean }

export const kFilters: Filter[] = [
  { name: "q", title: "Words", hint: "security guarant*" },
  { name: "actor", title: "Who", hint: "RUS, RUS/MIL" },
  { name: "recipient", title: "To whom", hint: "UKR" },
  { name: "either", title: "Either side", hint: "NATO" },
  { name: "speaker", title: "Says who", hint: "USA" },
  { name: "type", title: "Act", hint: "", choices: ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"] },
  { name: "mode", title: "Mode", hint: "troops" },
  { name: "status", title: "Whether it happened", hint: "", choices: ["actual", "future", "hypothetical", "negated", "historical"] },
  { name: "place", title: "Place", hint: "Kharkiv" },
  { name: "country", title: "Country", hint: "UKR" },
  { name: "since", title: "From", hint: "", date: true },
  { name: "until", title: "To", hint: "", date: true },
];
