rule "aiven-aws/resource-name" {
  severity = "error"
  summary  = "The name of the resources does not have the prefix that the policy asks for"
  why      = "Every guard of the published policy tests the tag Name against cce-*: with another name nothing can be created, and with a wider policy nothing is guarded."
  fix      = "Keep the name of the generated variable file."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"

  param "prefix" {
    default = "cce-*"
    summary = "glob that the name must match"
  }

  each "variable" {
    where   = self.name == "byoc_unique_name" && self.type == "string"
    finding = self.value != "" && !glob_matches(param.prefix, self.value)
    at      = self.value
    message = "byoc_unique_name \"${self.value}\" does not match ${param.prefix}"
  }

  example "renamed" {
    expect    = "finding"
    place     = "1:20"
    profile   = "aiven-aws"
    variables = <<-EOT
      byoc_unique_name = "prod-cloud"
    EOT
  }

  example "as generated" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      byoc_unique_name = "cce-cce56a315b8c0b"
    EOT
  }
}
