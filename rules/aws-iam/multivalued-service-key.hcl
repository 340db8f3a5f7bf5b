rule "aws-iam/multivalued-service-key" {
  severity = "warning"
  summary  = "A service's key that may have several values is compared without a set operator"
  why      = "A plain operator does not say whether all values or one must match. Where requests have one value it works, which is why policies with it are in use; with two it does what nobody wrote down."
  fix      = "Write ForAllValues: or ForAnyValue: before the operator."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
  check    = "needs-qualifier"

  param "global" {
    default = false
    summary = "keys that every service has; else those of one service"
  }

  example "a key of one service" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "*",
          "Condition": {"StringLike": {"dynamodb:LeadingKeys": "cce-*"}}
        }
      }
    JSON
  }

  example "a key of every service: another rule" {
    expect = "none"
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
}
