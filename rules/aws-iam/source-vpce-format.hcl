rule "aws-iam/source-vpce-format" {
  severity = "error"
  summary  = "A value of aws:SourceVpce is no id of a VPC endpoint"
  why      = "It equals the id of no VPC endpoint: an Allow with it never applies, a Deny with StringNotEquals always does."
  fix      = "Write the id: vpce- and 8 or 17 digits of 0 to 9 and a to f."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-vpce-format"
  aliases  = ["INVALID_VPCE_FORMAT"]

  each "condition" {
    where   = self.lower_key == "aws:sourcevpce" && self.family == "string"
    finding = [
      for v in self.texts : v
      if !strcontains(v, "$${") && !is_glob(v) && !can(regex("^vpce-([0-9a-f]{8}|[0-9a-f]{17})$", v))
    ]
    message = "\"${it}\" is no id of a VPC endpoint"
  }

  example "a name" {
    expect = "finding"
    place  = "7:54"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-xyz"}}
        }
      }
    JSON
  }

  example "one letter short" {
    expect = "finding"
    place  = "7:75"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotEquals": {"aws:SourceVpce": ["vpce-1a2b3c4d", "vpce-0a1b2c3d4e5f6a7b"]}}
        }
      }
    JSON
  }

  example "both lengths, and a wildcard" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:SourceVpce": ["vpce-1a2b3c4d", "vpce-0a1b2c3d4e5f6a7b8", "vpce-*"]}}
        }
      }
    JSON
  }

  example "a wildcard that StringEquals takes as it is has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-*"}}
        }
      }
    JSON
  }
}
