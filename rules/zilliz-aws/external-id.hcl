rule "zilliz-aws/external-id" {
  severity = "warning"
  summary  = "The external id does not have the form of Zilliz'"
  why      = "Zilliz assumes the roles with the external id of your organization, which starts with cid-. With another one it cannot assume them; with none anybody's Zilliz organization could ask for them."
  fix      = "Copy the external id from the Zilliz Cloud console."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"

  each "variable" {
    where   = contains(["external_id", "ExternalId"], self.name) && self.type == "string"
    finding = self.value != "" && !can(regex("^cid-[A-Za-z0-9-]+$", self.value)) && !can(regex("^[A-Z_<>#]+$", self.value))
    at      = self.value
  }

  example "something else" {
    expect    = "finding"
    place     = "2:15"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "us-west-2"
      external_id = "my-company"
    EOT
  }

  example "a placeholder has a finding of its own" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "us-west-2"
      external_id = "EXTERNAL_ID"
    EOT
  }

  example "copied from the console" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "us-west-2"
      external_id = "cid-0a1b2c3d4e5f"
    EOT
  }
}
