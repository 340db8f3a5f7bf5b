rule "zilliz-aws/outputs-complete" {
  severity = "error"
  summary  = "Not all ARNs that the activation needs are there"
  why      = "The console asks for seven ARNs; without one of them the activation cannot be completed."
  fix      = "Copy all seven from the output of terraform apply."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"

  each "group" {
    where   = length([for name in self.variables : name if contains(keys(profile.outputs), name)]) > 1
    finding = length([for name in keys(profile.outputs) : name if !contains(self.variables, name)]) > 0
    message = "of the seven ARNs for the activation these are missing: ${join(", ", [for name in keys(profile.outputs) : name if !contains(self.variables, name)])}"
  }

  example "two of seven" {
    expect    = "finding"
    profile   = "zilliz-aws"
    variables = <<-EOT
      bootstrap_role_arn  = "arn:aws:iam::111122223333:role/zilliz/zilliz-bootstrap-role"
      management_role_arn = "arn:aws:iam::111122223333:role/zilliz/zilliz-management-role"
    EOT
  }

  example "none is asked for yet" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "us-west-2"
      external_id = "cid-0a1b2c3d4e5f"
    EOT
  }
}
