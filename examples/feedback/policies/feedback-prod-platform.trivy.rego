package trivy

import rego.v1

default ignore := false

accepted := {
  ["AZU-0009", "azurerm_storage_account.storage"],
  ["AZU-0012", "azurerm_storage_account.package_storage"],
  ["AZU-0057", "azurerm_storage_account.host_storage"],
  ["AZU-0057", "azurerm_storage_account.package_storage"],
  ["AZU-0057", "azurerm_storage_account.storage"],
  ["AZU-0060", "azurerm_storage_account.package_storage"],
  ["AZU-0060", "azurerm_storage_account.storage"],
}

# Older releases of trivy write AVD-AZU-0012.
ignore if {
  [trim_prefix(input.ID, "AVD-"), input.CauseMetadata.Resource] in accepted
}
