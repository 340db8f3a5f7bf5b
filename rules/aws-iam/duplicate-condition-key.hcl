rule "aws-iam/duplicate-condition-key" {
  severity = "error"
  summary  = "A condition key stands twice under one operator, in upper and lower case"
  why      = "Names of condition keys are compared without case: the two are one key, and which of the values counts is not defined."
  fix      = "Keep one key, with the values of both."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case"
  aliases  = ["DUPLICATE_KEYS_WITH_DIFFERENT_CASE"]

  each "statement" {
    where   = length(self.condition) > 1
    finding = flatten([
      for same in { for c in self.condition : "${lower(c.operator)} ${c.lower_key}" => c... } : [
        for c in slice(same, 1, length(same)) : c if c.key != same[0].key || c.operator != same[0].operator
      ]
    ])
    message = "\"${it.key}\" is there already under this operator, written with other upper and lower case"
  }

  example "another case" {
    expect = "finding"
    place  = "10:9"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {
            "StringEquals": {
              "aws:ResourceTag/Name": "cce-a",
              "aws:resourcetag/name": "cce-b"
            }
          }
        }
      }
    JSON
  }

  example "under two operators" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {
            "StringLike": {"aws:ResourceTag/Name": "cce-*"},
            "StringNotLike": {"aws:resourcetag/name": "cce-old-*"}
          }
        }
      }
    JSON
  }
}
