rule "aws-iam/wildcard-needs-like" {
  severity = "warning"
  summary  = "A wildcard stands in a value that is compared letter by letter"
  why      = "StringEquals takes * and ? as they are: \"cce-*\" equals only a tag whose value is cce-* itself. In an Allow the statement never applies, in a Deny with StringNotEquals everything is denied."
  fix      = "Use StringLike or StringNotLike."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator"
  aliases  = ["WILDCARD_WITHOUT_LIKE_OPERATOR"]
  tags     = ["security"]

  each "condition" {
    where   = self.family == "string" && !self.like
    finding = [for v in [for v in self.texts : v if is_glob(v)] : v if is_glob(replace(v, "/\\$\\{[^}]*\\}/", ""))]
    message = "${self.operator} takes the wildcard in \"${it}\" as a plain character"
    help    = "write ${self.qualifier}${self.qualifier != "" ? ":" : ""}${self.negated ? "StringNotLike" : "StringLike"}${self.if_exists ? "IfExists" : ""} if * and ? are to stand for other characters; $${*} and $${?} if they are to be plain ones"
  }

  example "a prefix of names" {
    expect = "finding"
    place  = "7:59"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:RequestTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "one of several values, negated" {
    expect = "finding"
    place  = "7:80"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotEqualsIfExists": {"ec2:ResourceTag/Name": ["prod", "cce-?"]}}
        }
      }
    JSON
  }

  example "StringLike" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "ArnEquals is ArnLike" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/cce-*"}}
        }
      }
    JSON
  }

  example "escaped" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:ResourceTag/Name": "cce-$${*}"}}
        }
      }
    JSON
  }
}
