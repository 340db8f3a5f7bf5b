rule "aws-iam/unknown-condition-key" {
  severity = "error"
  summary  = "A condition key does not exist"
  why      = "No request has it: StringLike never holds, so that an Allow gives nothing; StringNotLike always does, so that a Deny denies everything. With IfExists the condition is no condition."
  fix      = "Correct the key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-condition-key"
  aliases  = ["INVALID_SERVICE_CONDITION_KEY", "INVALID_GLOBAL_CONDITION_KEY"]
  check    = "condition-key"

  param "near" {
    default = true
    summary = "names for which one with a similar spelling is known"
  }

  example "a letter too many" {
    expect = "finding"
    place  = "7:37"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotLike": {"ec2:ResourceTags/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a global key" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:SourceVcp": "vpc-0a1b2c3d"}}
        }
      }
    JSON
  }

  example "the prefix" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ecc2:ResourceTag/Name": "cce-*"}}
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
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"EC2:resourcetag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a claim of an identity provider" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"oidc.eks.eu-west-1.amazonaws.com/id/A1B2:sub": "system:serviceaccount:cce:*"}}
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
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"$${oidc_provider}:sub": "system:serviceaccount:cce:*"}}
        }
      }
    JSON
  }

  example "not like any key" {
    expect = "none"
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
}
