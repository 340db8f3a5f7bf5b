rule "aws-iam/unknown-action" {
  severity = "error"
  summary  = "An action does not exist"
  why      = "IAM stores the policy all the same, and the entry matches no request: an Allow gives nothing, a Deny guards nothing."
  fix      = "Correct the name of the action."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action"
  aliases  = ["INVALID_ACTION"]
  check    = "action-name"

  param "near" {
    default = true
    summary = "names for which one with a similar spelling is known"
  }

  example "a letter is missing" {
    expect = "finding"
    place  = "5:15"
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

  example "a guard that guards nothing" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnets"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a wildcard behind a typing slip" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:Describe*", "ec2:Crete*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "case does not matter" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:createvpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "wildcards that match" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:*Vpc", "ec2:Create???", "s3:Get*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "not like any action" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DoThis",
          "Resource": "*"
        }
      }
    JSON
  }

  example "the right one stands beside it" {
    expect = "none"
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

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:Creat$${what}",
          "Resource": "*"
        }
      }
    JSON
  }
}
