import { type BackendOptions, type BackendPlan, planBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "./sample";

/** A plan of the sample. */
export function planned(options: BackendOptions): BackendPlan {
  return planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", notes: "silent", ...options },
  );
}

/** `warning cosmos.mode: …` */
export function notesOf({ notes }: BackendPlan): readonly string[] {
  return notes.map(({ level, path, message }) => `${level} ${path}: ${message}`);
}
