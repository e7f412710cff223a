const { App, TerraformStack } = require("cdktf");
const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
const { ResourceGroup } = require("@cdktf/provider-azurerm/lib/resource-group");

const app = new App();
const stack = new TerraformStack(app, "bare");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new ResourceGroup(stack, "resource_group", { name: "rg-bare", location: "eastus2" });
app.synth();
