// SPDX-License-Identifier: Apache-2.0
// How lines are told apart: by dashes as well as by colour.
export const kLines: { colour: string; dash: number[] }[] = [
  { colour: "--accent", dash: [] },
  { colour: "--alarm", dash: [8, 4] },
  { colour: "--calm", dash: [2, 3] },
  { colour: "--warn", dash: [12, 3, 2, 3] },
  { colour: "--hypothetical", dash: [5, 2] },
  { colour: "--historical", dash: [10, 6] },
];
