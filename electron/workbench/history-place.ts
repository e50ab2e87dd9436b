/** Where the history lies; the fronts reach the history through the workbench only. */
export { historyPath, type Surroundings } from '../history/default-path.ts';
