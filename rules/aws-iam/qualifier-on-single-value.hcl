rule "aws-iam/qualifier-on-single-value" {
  severity = "warning"
  summary  = "A set operator is used on a key that has a single value"
  why      = "ForAllValues holds for a request without the key, so an untagged resource or an anonymous caller passes the guard. ForAnyValue with a negated operator fails without the key, where the plain operator holds: a Deny loses its grip on what is untagged."
  fix      = "Write the operator without ForAllValues or ForAnyValue."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key"
  aliases  = ["FORALLVALUES_WITH_SINGLE_VALUED_KEY"]
  tags     = ["security"]
  check    = "needless-qualifier"

  example "a guard that untagged resources pass" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a Deny that untagged resources escape" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a claim that is one text" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"token.actions.githubusercontent.com:sub": "repo:cce/cce:ref:refs/heads/main"}}
        }
      }
    JSON
  }

  example "tag keys are several" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Name"]}, "StringLike": {"aws:RequestTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "so are the services a call went through" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}
        }
      }
    JSON
  }

  example "a claim that may be several" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringNotLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"}}
        }
      }
    JSON
  }

  example "no claim about a key that is not known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"ec2:Weather": "cce-*"}}
        }
      }
    JSON
  }
}
