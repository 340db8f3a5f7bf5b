rule "aws-iam/variable-in-arn-field" {
  severity = "error"
  summary  = "A variable stands in an ARN before its resource"
  why      = "Variables work behind the fifth colon only. In place of the service, the Region or the account the text is taken as it is, and the ARN matches no resource."
  fix      = "Use * in this field, with a condition such as aws:ResourceAccount."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse"

  each "statement" {
    where   = self.version == "2012-10-17"
    finding = [
      for r in [for r in self.resources : r if strcontains(r, "$${")] : r
      if can(regex("^arn:([^:]*:){0,3}[^:]*\\$\\{[A-Za-z0-9._/-]+:[^}]*\\}", r))
    ]
    message = "the variable in \"${it}\" stands before the fifth colon, where it is plain text"
  }

  example "the account" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:GetRole",
          "Resource": "arn:aws:iam::$${aws:PrincipalAccount}:role/cce-*"
        }
      }
    JSON
  }

  example "the resource" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::$${aws:PrincipalAccount}-cce/*"
        }
      }
    JSON
  }

  example "the account, by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:GetRole",
          "Resource": "arn:aws:iam::$${account_id}:role/$${aws:username}"
        }
      }
    JSON
  }
}
