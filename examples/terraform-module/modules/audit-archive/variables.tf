variable "name" {
  type        = string
  description = "The storage account's name, unique in the world."
}

variable "resource_group_name" {
  type        = string
  description = "The resource group that it is made in."
}

variable "location" {
  type        = string
  description = "The region, that of what is audited."
}

variable "audited" {
  type        = map(string)
  description = "Ids of the resources whose audit logs are kept, by a name of each."
}

variable "retention_in_days" {
  type        = number
  description = "How long nobody can change or delete what is kept."
  default     = 365
}

variable "tags" {
  type        = map(string)
  description = "Tags of the storage account."
  default     = {}
}
