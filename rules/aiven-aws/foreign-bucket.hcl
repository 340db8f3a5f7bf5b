rule "aiven-aws/foreign-bucket" {
  severity = "error"
  summary  = "Buckets outside the custom cloud can be reached"
  why      = "The published policy allows S3 for buckets that are named cce-*. Any other bucket holds the data of somebody else."
  fix      = "Limit the statement to arn:aws:s3:::cce-*, as published."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions       = ["s3:*"]
    resources     = ["arn:*:s3:::*"]
    not_resources = ["arn:*:s3:::${param.prefix}"]
  }

  never {
    actions       = ["s3:*"]
    levels        = ["Write", "Tagging", "Permissions management"]
    not_resources = ["arn:*:s3:::*"]
  }

  example "every bucket" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::*"}
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
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*"}
        ]
      }
    JSON
  }

  example "the names of buckets" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
        ]
      }
    JSON
  }
}
