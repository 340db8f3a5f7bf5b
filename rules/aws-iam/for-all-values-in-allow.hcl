rule "aws-iam/for-all-values-in-allow" {
  severity = "warning"
  summary  = "An Allow rests on ForAllValues, which holds for a request without the key"
  why      = "ForAllValues asks that no value of the request fails; a request without any value passes. What was to be a guard is open to callers that leave the key out: ec2:DeleteTags without keys deletes all tags."
  fix      = "Add \"Null\": {\"KEY\": \"false\"} to the condition, or use ForAnyValue."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
  tags     = ["security"]

  each "condition" {
    where   = self.effect == "Allow" && self.known && self.base != "Null" && self.qualifier == "ForAllValues" && !self.negated
    finding = !anytrue([
      for c in self.statement.condition : c.needs_key && c.lower_key == self.lower_key
    ])
    message = "${self.operator} holds for every request without ${self.key}"
    help    = "add \"Null\": {\"${self.key}\": \"false\"} to the condition"
  }

  example "a guard that is open" {
    expect = "finding"
    place  = "7:47"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}
        }
      }
    JSON
  }

  example "a key that must be there" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}}
        }
      }
    JSON
  }

  example "a call without keys deletes all tags" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteTags",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Name", "Team"]}}
        }
      }
    JSON
  }

  example "in a Deny" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}
        }
      }
    JSON
  }
}
