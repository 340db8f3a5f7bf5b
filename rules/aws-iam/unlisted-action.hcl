rule "aws-iam/unlisted-action" {
  severity = "warning"
  summary  = "The reference does not have an action"
  why      = "AWS has retired it, or added it after the day of the reference, or never documented it; or it is a mistake, and the entry does nothing."
  fix      = "Check the spelling, and whether the action is one of another service."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action"
  check    = "action-name"

  param "near" {
    default = false
    summary = "names for which none with a similar spelling is known"
  }

  example "not like any action" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "ec2:DoThis"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "an action of another service" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:AssumeRole",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a wildcard that matches nothing" {
    expect = "finding"
    place  = "5:16"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:*Bucket*", "s3:*Bucket*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "the one that is meant stands beside it" {
    expect = "finding"
    place  = "5:16"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreatVpc", "ec2:CreateVpc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "like another one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreatVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "ec2:Create*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "of a service that is not known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "someservice:DoThis",
          "Resource": "*"
        }
      }
    JSON
  }
}
