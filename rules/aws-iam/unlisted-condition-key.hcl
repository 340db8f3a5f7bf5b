rule "aws-iam/unlisted-condition-key" {
  severity = "warning"
  summary  = "The reference does not have a condition key"
  why      = "AWS has retired it, or added it after the day of the reference; or it is a mistake, and no request has it."
  fix      = "Check the spelling, and which keys the service has."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-condition-key"
  check    = "condition-key"

  param "near" {
    default = false
    summary = "names for which none with a similar spelling is known"
  }

  example "not like any key" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:Weather": "cce-*"}}
        }
      }
    JSON
  }

  example "nor like any service" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"someservice:Weather": "cce-*"}}
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
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTags/Name": "cce-*"}}
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
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a tag without its name has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag": "cce-*"}}
        }
      }
    JSON
  }
}
