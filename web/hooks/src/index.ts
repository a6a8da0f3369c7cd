// Everything the package has, by one door.
export { ProgressBar } from "./ProgressBar.js";
