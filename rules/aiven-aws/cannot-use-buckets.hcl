rule "aiven-aws/cannot-use-buckets" {
  severity = "error"
  summary  = "The policy keeps Aiven from using its own buckets"
  why      = "Since version 3 the published policy allows S3 on buckets that are named cce-*."
  fix      = "Restore the statement: s3:* on arn:aws:s3:::cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "version-4" }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the custom cloud; *: any"
  }

  param "account" {
    default = "*"
    summary = "account of the custom cloud; *: any"
  }

  always {
    actions   = ["s3:*"]
    resources = ["arn:${param.partition}:s3:::${param.prefix}"]
    in_part   = "warning"

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "the objects are left out" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "s3:*Bucket*", "Resource": "arn:aws:s3:::cce-*"}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*"}
        ]
      }
    JSON
  }
}
