rule "aws-iam/wildcard-in-principal" {
  severity = "error"
  summary  = "A wildcard stands inside a principal"
  why      = "Only \"*\" alone, of type AWS, means everybody; within a name or an ARN a wildcard is not supported, and the policy is refused."
  fix      = "Name each principal, or name the account and restrict it with a condition such as ArnLike on aws:PrincipalArn."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-wildcard-in-principal"
  aliases  = ["UNSUPPORTED_WILDCARD_IN_PRINCIPAL"]

  each "statement" {
    finding = [
      for p in self.principals : p
      if is_glob(p.id) && p.type != "" && !(p.type == "AWS" && p.id == "*") && is_glob(replace(p.id, "/\\$\\{[^}]*\\}/", ""))
    ]
    message = "a principal of type ${it.type} takes no wildcard: \"${it.id}\""
  }

  example "all roles of a name" {
    expect = "finding"
    place  = "5:27"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": ["arn:aws:iam::111122223333:role/cce-*", "444455556666"]},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "any service" {
    expect = "finding"
    place  = "5:30"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Service": "*"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "everybody, under a condition" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "*"},
          "Action": "sts:AssumeRole",
          "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/cce-*"}}
        }
      }
    JSON
  }
}
