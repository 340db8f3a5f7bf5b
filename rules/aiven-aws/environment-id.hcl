rule "aiven-aws/environment-id" {
  severity = "error"
  summary  = "The id of the custom cloud environment is not a UUID"
  why      = "Resources are tagged with the id, and Aiven finds them by it."
  fix      = "Copy custom_cloud_environment_id from the output of avn byoc list."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"

  each "variable" {
    where   = self.name == "custom_cloud_environment_id" && self.type == "string"
    finding = self.value != "" && !can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", lower(self.value)))
    at      = self.value
  }

  example "cut short" {
    expect    = "finding"
    place     = "1:31"
    profile   = "aiven-aws"
    variables = <<-EOT
      custom_cloud_environment_id = "018b6442-c602-42bc-b63d"
    EOT
  }

  example "whole" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      custom_cloud_environment_id = "018b6442-c602-42bc-b63d-438026133f60"
    EOT
  }
}
