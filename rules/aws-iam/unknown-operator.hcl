rule "aws-iam/unknown-operator" {
  severity = "error"
  summary  = "A condition has an operator that IAM does not know"
  why      = "IAM refuses the policy. Where another tool only skips the condition, a guard is lost without a word."
  fix      = "Use one of the documented operators, with IfExists behind it or ForAllValues: or ForAnyValue: before it."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-operator"
  aliases  = ["INVALID_CONDITION_OPERATOR"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "UNKNOWN_OPERATOR"]
    message = "\"${it.text}\" is no condition operator${it.nearest != "" ? "; did you mean \"${it.nearest}\"?" : can(regex("^[a-z0-9-]+:[A-Za-z]", it.text)) ? ": it looks like a key, which belongs inside of an operator" : ""}"
  }

  example "a typing slip" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLikee": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a prefix that is none" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAnyValues:StringLike": {"aws:TagKeys": "cce-*"}}
        }
      }
    JSON
  }

  example "prefix and suffix together" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": "cce-*"}}
        }
      }
    JSON
  }

  example "a key without an operator before it" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"aws:SourceIp": "203.0.113.7"}
        }
      }
    JSON
  }
}
