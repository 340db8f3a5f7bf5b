rule "aws-iam/null-with-if-exists" {
  severity = "error"
  summary  = "The operator Null has the suffix IfExists"
  why      = "Null asks whether a key is there; \"if it is there\" makes no sense for it, and IAM refuses the policy."
  fix      = "Write Null."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-null-with-if-exists"
  aliases  = ["NULL_WITH_IF_EXISTS"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "NULL_WITH_IF_EXISTS"]
  }

  example "NullIfExists" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NullIfExists": {"ec2:ResourceTag/Name": "false"}}
        }
      }
    JSON
  }

  example "Null" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Null": {"ec2:ResourceTag/Name": "false"}}
        }
      }
    JSON
  }
}
