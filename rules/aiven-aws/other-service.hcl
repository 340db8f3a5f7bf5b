rule "aiven-aws/other-service" {
  severity = "warning"
  summary  = "The policy changes things in a service that the published policy does not have"
  why      = "The published policy is about EC2, IAM and S3; what the custom cloud is, names in these tell. Of another service nothing says what belongs to it."
  fix      = "Take the action out, or put it into a policy of its own."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  never {
    not_actions = ["ec2:*", "iam:*", "s3:*"]
    levels      = ["Write", "Tagging", "Permissions management"]
  }

  example "a database" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "rds:DeleteDBInstance", "Resource": "*"}
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
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*"},
          {"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}
        ]
      }
    JSON
  }

  example "only seen" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "cloudwatch:Describe*", "Resource": "*"}
        ]
      }
    JSON
  }
}
