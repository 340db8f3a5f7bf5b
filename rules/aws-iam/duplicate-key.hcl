rule "aws-iam/duplicate-key" {
  severity = "error"
  summary  = "A key stands twice in one object of the policy"
  why      = "IAM refuses it. Most JSON readers keep the last one and say nothing: a second Condition replaces the first, and a guard disappears."
  fix      = "Keep one of them, or put both contents under one key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "DUPLICATE_MEMBER"]
    message = "\"${it.text}\" stands here twice"
    see     = { "the first one" = it.other }
  }

  example "two conditions" {
    expect = "finding"
    place  = "8:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}},
          "Condition": {"StringLike": {"aws:PrincipalTag/Team": "*"}}
        }
      }
    JSON
  }

  example "the same operator twice" {
    expect = "finding"
    place  = "9:7"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {
            "StringLike": {"ec2:ResourceTag/Name": "cce-*"},
            "StringLike": {"ec2:ResourceTag/Team": "*"}
          }
        }
      }
    JSON
  }

  example "one key under two operators" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {
            "StringLike": {"ec2:ResourceTag/Name": "cce-*"},
            "StringNotLike": {"ec2:ResourceTag/Name": "cce-old-*"}
          }
        }
      }
    JSON
  }
}
