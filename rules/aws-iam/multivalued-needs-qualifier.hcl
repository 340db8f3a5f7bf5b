rule "aws-iam/multivalued-needs-qualifier" {
  severity = "error"
  summary  = "A key that has several values is compared without a set operator"
  why      = "A request may carry several values of it, and a plain operator does not say whether all of them or one must match; the result is not what was meant."
  fix      = "Write ForAllValues: or ForAnyValue: before the operator."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-qualifier"
  aliases  = ["MISSING_QUALIFIER"]

  param "multivalued" {
    default = [
      "aws:TagKeys", "aws:CalledVia", "aws:PrincipalOrgPaths",
      "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths",
      "aws:VpceOrgPaths",
    ]
    summary = "keys that have several values"
  }

  each "condition" {
    where   = self.known && self.base != "Null" && self.qualifier == "" && !self.empty
    finding = contains([for k in param.multivalued : lower(k)], self.lower_key)
    message = "${self.key} may have several values; ${self.operator} needs ForAllValues: or ForAnyValue: before it"
    help    = "write ForAllValues:${self.operator} if every value must match, ForAnyValue:${self.operator} if one must"
    at      = self.operator
  }

  example "tag keys" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:TagKeys": ["Name", "Team"]}}
        }
      }
    JSON
  }

  example "with the set operator" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Name", "Team"]}}
        }
      }
    JSON
  }

  example "Null needs none" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"Null": {"aws:TagKeys": "false"}}
        }
      }
    JSON
  }
}
