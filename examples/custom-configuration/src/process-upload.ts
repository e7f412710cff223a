export { default } from "../../feedback/src/process-upload";
