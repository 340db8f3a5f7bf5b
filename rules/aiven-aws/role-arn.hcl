rule "aiven-aws/role-arn" {
  severity = "error"
  summary  = "The role that Aiven is to assume is not given as the ARN of a role"
  why      = "Aiven assumes a role in your account. The ARN of the account, of a user or of a policy cannot be assumed; the provider's own example shows an account's ARN."
  fix      = "Take the output aws-iam-role-arn of the template: arn:aws:iam::ACCOUNT:role/NAME."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"

  each "variable" {
    where   = contains(["aws_iam_role_arn", "aws-iam-role-arn"], self.name) && self.type == "string"
    finding = self.value != "" && !can(regex("^arn:aws(-[a-z-]+)?:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", self.value))
    at      = self.value
    message = "${self.name} is not the ARN of a role: \"${self.value}\""
  }

  example "the account" {
    expect    = "finding"
    place     = "1:20"
    profile   = "aiven-aws"
    variables = <<-EOT
      aws_iam_role_arn = "arn:aws:iam::012345678901:root"
    EOT
  }

  example "a role" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      aws_iam_role_arn = "arn:aws:iam::012345678901:role/cce-cce56a315b8c0b-iam-role"
    EOT
  }
}
