rule "aws-iam/condition-key-format" {
  severity = "error"
  summary  = "A condition key has no service prefix"
  why      = "Keys are written SERVICE:NAME. A key without prefix exists in no request: StringLike never holds, StringNotLike always does."
  fix      = "Write the prefix: aws: for global keys, that of the service for its own."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-key-format"
  aliases  = ["INVALID_CONDITION_KEY_FORMAT"]

  each "condition" {
    where   = self.known && !strcontains(self.key, "$${")
    finding = length(compact(split(":", self.key))) < 2
    message = "\"${self.key}\" is no condition key: keys are written SERVICE:NAME"
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
          "Condition": {"StringEquals": {"PrincipalOrgID": "o-a1b2c3d4e5"}}
        }
      }
    JSON
  }

  example "a slash for the colon" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2/ResourceTag": "x"}}
        }
      }
    JSON
  }

  example "the provider of a token is a prefix too" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub": "system:serviceaccount:default:cce"}}
        }
      }
    JSON
  }

  example "operator and key in the wrong order: the operator has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"aws:SourceIp": {"IpAddress": "203.0.113.7"}}
        }
      }
    JSON
  }
}
