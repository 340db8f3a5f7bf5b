rule "zilliz-aws/pass-role-to-other-service" {
  severity = "error"
  summary  = "Roles can be passed to other services than EKS"
  why      = "Zilliz passes its roles to EKS and to nothing else. A role that may be passed to another service runs code there with its permissions: a function, an instance, a build."
  fix      = "Restore the condition StringEquals iam:PassedToService eks.amazonaws.com."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "services" {
    default = ["eks.amazonaws.com"]
    summary = "services that a role may be passed to"
  }

  never {
    actions = ["iam:PassRole"]

    condition {
      test     = "StringNotEquals"
      variable = "iam:PassedToService"
      values   = param.services
    }
  }

  example "no condition" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz-byoc*"}
        ]
      }
    JSON
  }

  example "an optional condition" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz-byoc*",
           "Condition": {"StringEqualsIfExists": {"iam:PassedToService": "eks.amazonaws.com"}}}
        ]
      }
    JSON
  }

  example "another service as well" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz-byoc*",
           "Condition": {"StringLike": {"iam:PassedToService": "e*.amazonaws.com"}}}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz-byoc*",
           "Condition": {"StringEquals": {"iam:PassedToService": "eks.amazonaws.com"}}}
        ]
      }
    JSON
  }
}
