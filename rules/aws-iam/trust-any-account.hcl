rule "aws-iam/trust-any-account" {
  severity = "error"
  summary  = "A trust policy lets every account of AWS assume the role"
  why      = "Anybody with an account of AWS can take this role and do what it may do."
  fix      = "Name the account or role that is to assume it, or add a condition on aws:PrincipalOrgID or aws:PrincipalArn."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous"
  tags     = ["security"]
  applies  = { kind = ["trust"] }

  param "narrowing" {
    default = [
      "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount",
      "aws:PrincipalArn", "aws:PrincipalTag/*", "aws:userid", "aws:SourceAccount",
      "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceVpc",
      "aws:SourceVpce", "aws:SourceVpcArn", "sts:ExternalId",
    ]
    summary = "globs of keys that say who the caller is"
  }

  each "statement" {
    where   = self.effect == "Allow" && self.principal != null && length(self.principals) != 0
    finding = [
      for p in self.principals : p
      if p.type == "AWS" && p.id == "*" && !anytrue([
        for c in self.condition : c.needs_key && anytrue([for k in param.narrowing : glob_matches_nocase(k, c.key)])
      ])
    ]
  }

  example "without a condition" {
    expect = "finding"
    place  = "5:26"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "*"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "a condition that the absence of the key fulfils" {
    expect = "finding"
    place  = "5:26"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "*"},
          "Action": "sts:AssumeRole",
          "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }
      }
    JSON
  }

  example "everybody of an organization" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "*"},
          "Action": "sts:AssumeRole",
          "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }
      }
    JSON
  }
}
