import { App } from "cdktf";
import { defineBackend } from "cdktf-azure-backend";
import { AuditArchive } from "../../.gen/modules/audit-archive";
import { feedbackApi, processUploadFunction } from "../feedback/components";

const app = new App();
const backend = defineBackend({ feedbackApi, processUploadFunction }, { app, root: "examples/feedback" });

// An existing Terraform module goes beside the backend's own resources, into the stack of what it works on.
const { platform } = backend.stacks;
if (backend.keyVault === undefined) throw new Error("this backend makes no key vault that could be audited");
new AuditArchive(platform, "audit_archive", {
  ...platform.place,
  name: "staudit8k2m4q",
  audited: { key_vault: backend.keyVault.id },
  retentionInDays: 730,
  // The stack tags its own resources, not those inside of a module.
  tags: { ...backend.plan.tags, stack: platform.role },
});
app.synth();
