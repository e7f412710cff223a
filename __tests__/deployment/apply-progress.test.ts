import { ApplyProgress } from "../../lib/terraform/deployment/apply-progress";

function told(total: number, ...texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const progress = new ApplyProgress(total, (line) => lines.push(line));
  for (const text of texts) progress.hear(text);
  return lines;
}

describe("the progress of an apply", () => {
  test("each resource that is done is counted, whatever pieces Terraform's text comes in", () => {
    expect(
      told(
        3,
        "azurerm_a.x: Creating...\nazurerm_a.x: Creation compl",
        'ete after 1m2s [id=/subscriptions/1]\nazurerm_b.y["k"]: Destroying... [id=2]\n',
        'azurerm_b.y["k"]: Destruction complete after 0s\nazurerm_c.z: Modifications complete after 3s [id=3]\n',
      ),
    ).toEqual([
      "  1 of 3: azurerm_a.x: creation complete after 1m2s",
      '  2 of 3: azurerm_b.y["k"]: destruction complete after 0s',
      "  3 of 3: azurerm_c.z: modifications complete after 3s",
    ]);
  });

  test("what is not ready says so once a minute, as any version of Terraform writes it", () => {
    const lines = ["10s", "1m0s", "1m10s", "00m50s", "02m00s", "10m0s"].map(
      (time) => `azurerm_a.x: Still creating... [${time} elapsed]\n`,
    );
    expect(told(1, ...lines, "azurerm_a.x: Still destroying... [id=/a/b, 03m00s elapsed]\n")).toEqual([
      "  azurerm_a.x: still creating after 1 min",
      "  azurerm_a.x: still creating after 2 min",
      "  azurerm_a.x: still creating after 10 min",
      "  azurerm_a.x: still destroying after 3 min",
    ]);
  });
});
