rule "aws-iam/resource-without-action" {
  severity = "warning"
  summary  = "A statement has a resource that none of its actions takes"
  why      = "Each action is checked against resources of its own types. The ARN is of another type, so it stands there for nothing; a reader thinks that it is allowed or guarded."
  fix      = "Take it out, or add the actions that were meant."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
  check    = "idle-resource"

  example "another type" {
    expect = "finding"
    place  = "6:43"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": ["arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:*:*:subnet/*"]
        }
      }
    JSON
  }

  example "another service" {
    expect = "finding"
    place  = "6:41"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["sqs:SendMessage"],
          "Resource": ["arn:aws:sqs:*:*:cce", "arn:aws:s3:::cce/*"]
        }
      }
    JSON
  }

  example "each has its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnet"],
          "Resource": ["arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:*:*:subnet/*"]
        }
      }
    JSON
  }

  example "optional types count" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:RunInstances",
          "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:key-pair/*"]
        }
      }
    JSON
  }

  example "an action that is not known may take anything" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DoThis"],
          "Resource": ["arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:*:*:subnet/*"]
        }
      }
    JSON
  }

  example "one finding for one cause" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["s3:ListBucket", "s3:GetObject", "ec2:DeleteVpc"],
          "Resource": ["arn:aws:s3:::cce", "arn:aws:s3:::cce"]
        }
      }
    JSON
  }
}
