rule "aws-iam/duplicate-sid" {
  severity = "error"
  summary  = "Two statements of a policy have the same Sid"
  why      = "Within a policy of IAM each Sid must be unique; IAM refuses the document."
  fix      = "Give each statement a Sid of its own, or leave it out."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unique-sids-required"
  aliases  = ["UNIQUE_SIDS_REQUIRED"]
  applies  = { kind = ["identity", "boundary", "session"] }

  each "policy" {
    finding = flatten([
      for sid, group in { for s in self.statement : s.sid => s... if s.sid != null && s.sid != "" } : [
        for s in slice(group, 1, length(group)) : { sid = s.sid, first = group[0].sid, statement = s.sid }
      ]
    ])
    message = "the Sid \"${it.sid}\" is there twice"
    at      = it.sid
    see     = { "the first one" = it.first }
  }

  example "copied" {
    expect = "finding"
    place  = "5:13"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Create", "Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
          {"Sid": "Create", "Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": "*"}
        ]
      }
    JSON
  }

  example "none, and another case" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": "*"},
          {"Sid": "A", "Effect": "Allow", "Action": "ec2:CreateRoute", "Resource": "*"},
          {"Sid": "a", "Effect": "Allow", "Action": "ec2:DeleteRoute", "Resource": "*"}
        ]
      }
    JSON
  }
}
