import { startLocal } from "cdktf-azure-backend/local";
import { feedbackApi, processUploadFunction } from "./components";

startLocal({ feedbackApi, processUploadFunction }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
