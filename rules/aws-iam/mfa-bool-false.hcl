rule "aws-iam/mfa-bool-false" {
  severity = "warning"
  summary  = "A Deny without MFA does not reach callers whose request says nothing of MFA"
  why      = "Requests with long-term access keys have no aws:MultiFactorAuthPresent at all; Bool is false for them, and the Deny does not apply."
  fix      = "Write BoolIfExists."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent"
  tags     = ["security"]

  each "condition" {
    where   = self.effect == "Deny" && self.base == "Bool" && !self.if_exists && self.lower_key == "aws:multifactorauthpresent" && length(self.values) != 0
    finding = alltrue([for v in self.values : lower(v) == "false"])
    message = "${self.operator} with \"false\" does not match requests that have no ${self.key}, such as those with access keys"
    help    = "write ${self.operator}IfExists"
    at      = self.operator
  }

  example "a hole" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
        }
      }
    JSON
  }

  example "closed" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
        }
      }
    JSON
  }

  example "an Allow with MFA" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
        }
      }
    JSON
  }
}
