export { runSideBySide } from '../workers/run-side-by-side.ts';
