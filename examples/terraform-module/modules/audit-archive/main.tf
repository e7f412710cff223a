# Audit logs that nobody can change: the module of a security team, written before there was this backend.
resource "azurerm_storage_account" "archive" {
  name                            = var.name
  resource_group_name             = var.resource_group_name
  location                        = var.location
  account_tier                    = "Standard"
  account_replication_type        = "GRS"
  access_tier                     = "Cool"
  shared_access_key_enabled       = false
  allow_nested_items_to_be_public = false
  tags                            = var.tags

  immutability_policy {
    state                         = "Unlocked"
    allow_protected_append_writes = true
    period_since_creation_in_days = var.retention_in_days
  }

  blob_properties {
    versioning_enabled = true
  }
}

resource "azurerm_monitor_diagnostic_setting" "audit" {
  for_each = var.audited

  name               = "audit-archive"
  target_resource_id = each.value
  storage_account_id = azurerm_storage_account.archive.id

  enabled_log {
    category_group = "audit"
  }
}
