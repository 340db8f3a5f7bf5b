rule "aws-iam/source-vpc-format" {
  severity = "error"
  summary  = "A value of aws:SourceVpc is no id of a VPC"
  why      = "It equals the id of no VPC: an Allow with it never applies, a Deny with StringNotEquals always does."
  fix      = "Write the id: vpc- and 8 or 17 digits of 0 to 9 and a to f."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-vpc-format"
  aliases  = ["INVALID_VPC_FORMAT"]

  each "condition" {
    where   = self.lower_key == "aws:sourcevpc" && self.family == "string"
    finding = [
      for v in self.texts : v
      if !strcontains(v, "$${") && !is_glob(v) && !can(regex("^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", v))
    ]
    message = "\"${it}\" is no id of a VPC"
  }

  example "a name" {
    expect = "finding"
    place  = "7:53"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-xyz"}}
        }
      }
    JSON
  }

  example "one letter short" {
    expect = "finding"
    place  = "7:73"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotEquals": {"aws:SourceVpc": ["vpc-1a2b3c4d", "vpc-0a1b2c3d4e5f6a7b"]}}
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
          "Condition": {"StringLike": {"aws:SourceVpc": ["vpc-1a2b3c4d", "vpc-0a1b2c3d4e5f6a7b8", "vpc-*"]}}
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
          "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-*"}}
        }
      }
    JSON
  }
}
