rule "aws-iam/not-a-number" {
  severity = "warning"
  summary  = "A value of a numeric operator is no number"
  why      = "It never compares: a Deny with it denies nothing, or with NumericNotEquals everything."
  fix      = "Write a number such as 3600."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch-number"
  aliases  = ["TYPE_MISMATCH_NUMBER"]

  each "condition" {
    where   = self.family == "number"
    finding = [for v in self.unreadable : v if !strcontains(v, "$${")]
    message = "\"${it}\" is no number: ${self.operator} never compares with it"
  }

  example "words" {
    expect = "finding"
    place  = "7:65"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "one hour"}}
        }
      }
    JSON
  }

  example "a unit" {
    expect = "finding"
    place  = "7:65"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600s"}}
        }
      }
    JSON
  }

  example "as a string and as a number" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ["3600", 7200, "-1.5"]}}
        }
      }
    JSON
  }
}
