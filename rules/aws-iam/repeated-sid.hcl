rule "aws-iam/repeated-sid" {
  severity = "warning"
  summary  = "Two statements of a policy have the same Sid"
  why      = "Services accept it in this kind of policy, but findings, logs and people cannot tell the statements apart."
  fix      = "Give each statement a Sid of its own, or leave it out."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-unique-sids-recommended"
  aliases  = ["UNIQUE_SIDS_RECOMMENDED"]
  applies  = { kind = ["resource", "trust", "scp", "rcp", "vpce"] }

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
          {"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::cce-a/*"},
          {"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::cce-a/*"}
        ]
      }
    JSON
  }

  example "each its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Read1", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::cce-a/*"},
          {"Sid": "Read2", "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::cce-a/*"}
        ]
      }
    JSON
  }
}
