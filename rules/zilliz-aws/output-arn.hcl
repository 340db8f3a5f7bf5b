rule "zilliz-aws/output-arn" {
  severity = "error"
  summary  = "An ARN for the activation is not one that the configuration package makes"
  why      = "The console asks for seven ARNs. A policy's ARN in the place of a role's, another path or account makes the activation fail after the resources are there."
  fix      = "Copy the ARNs from the output of terraform apply."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"

  each "variable" {
    where   = contains(keys(profile.outputs), self.name) && self.type == "string"
    finding = self.value != "" && !can(regex("^arn:aws:iam::([0-9]{12}|YOUR_ACCOUNT_ID):${profile.outputs[self.name]}/zilliz/[A-Za-z0-9+=,.@_-]+$", self.value))
    at      = self.value
    message = "${self.name} is not the ARN of a ${profile.outputs[self.name]} under the path /zilliz/"
  }

  example "a policy where a role belongs" {
    expect    = "finding"
    place     = "1:23"
    profile   = "zilliz-aws"
    variables = <<-EOT
      bootstrap_role_arn  = "arn:aws:iam::111122223333:policy/zilliz/zilliz-bootstrap-role"
      management_role_arn = "arn:aws:iam::111122223333:role/zilliz/zilliz-management-role"
    EOT
  }

  example "as the package makes them" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      bootstrap_role_arn  = "arn:aws:iam::111122223333:role/zilliz/zilliz-bootstrap-role"
      management_role_arn = "arn:aws:iam::111122223333:role/zilliz/zilliz-management-role"
    EOT
  }
}
