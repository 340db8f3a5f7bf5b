rule "aws-iam/allow-entirely-denied" {
  severity = "warning"
  summary  = "A Deny of the same policy takes away all that a statement allows"
  why      = "A Deny wins over every Allow, in any order. The statement allows nothing at all."
  fix      = "Take the Allow out, or give the Deny a condition or resources that leave what was meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
  check    = "denied-allow"

  example "a wildcard in a Deny" {
    expect = "finding"
    place  = "5:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "Make",
            "Effect": "Allow",
            "Action": ["ec2:CreateVpc", "ec2:DeleteVpc"],
            "Resource": "*"
          },
          {
            "Sid": "No",
            "Effect": "Deny",
            "Action": "ec2:*Vpc*",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "conditions that leave nothing" {
    expect = "finding"
    place  = "5:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "Tagged",
            "Effect": "Allow",
            "Action": "ec2:DeleteVpc",
            "Resource": "*",
            "Condition": {"StringLike": {"aws:ResourceTag/Name": "cc-*"}}
          },
          {
            "Sid": "No",
            "Effect": "Deny",
            "Action": "ec2:DeleteVpc",
            "Resource": "*",
            "Condition": {"StringNotLike": {"aws:ResourceTag/Name": "cce-*"}}
          }
        ]
      }
    JSON
  }

  example "all but what is listed" {
    expect = "finding"
    place  = "5:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "Make",
            "Effect": "Allow",
            "Action": "ec2:CreateVpc",
            "Resource": "*"
          },
          {
            "Sid": "No",
            "Effect": "Deny",
            "NotAction": "s3:*",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "something is left" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:*",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "ec2:*Vpc*",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "a guard" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:DeleteVpc",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "ec2:DeleteVpc",
            "Resource": "*",
            "Condition": {"StringNotLike": {"aws:ResourceTag/Name": "cce-*"}}
          }
        ]
      }
    JSON
  }
}
