rule "aws-iam/for-all-values-in-allow" {
  severity = "warning"
  summary  = "An Allow rests on ForAllValues, which holds for a request without the key"
  why      = "ForAllValues asks that no value of the request fails; a request without any value passes. What was to be a guard is open to callers that leave the key out: ec2:DeleteTags without keys deletes all tags."
  fix      = "Add \"Null\": {\"KEY\": \"false\"} to the condition, or use ForAnyValue."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
  tags     = ["security"]

  param "told_elsewhere" {
    default = [
      "*:ResourceTag/*", "aws:RequestTag/*", "aws:PrincipalTag/*", "sts:ExternalId",
      "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceArn", "aws:SourceAccount",
      "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:MultiFactorAuthPresent",
      "iam:PassedToService", "ec2:CreateAction",
    ]
    summary = "globs of keys with a single value, which aws-iam/qualifier-on-single-value speaks of"
  }

  param "comes_with" {
    default = {
      "aws:TagKeys"             = "aws:RequestTag/*"
      "s3:RequestObjectTagKeys" = "s3:RequestObjectTag/*"
    }
    summary = "globs of keys that are there whenever another one is"
  }

  param "always_there" {
    default = {
      "route53:ChangeResourceRecordSets*" = ["route53:ChangeResourceRecordSets"]
      "dynamodb:LeadingKeys" = [
        "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem",
        "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
      ]
    }
    summary = "actions whose every request has a key"
  }

  each "condition" {
    where   = self.effect == "Allow" && self.known && self.base != "Null" && self.qualifier == "ForAllValues" && !self.negated && !self.empty
    finding = !anytrue([for k in param.told_elsewhere : glob_matches_nocase(k, self.key)]) && !anytrue([
      for c in self.statement.condition : c.needs_key && (c.lower_key == self.lower_key || anytrue([
        for keys, one in param.comes_with : glob_matches_nocase(keys, self.key) && glob_matches_nocase(one, c.key)
      ]))
    ]) && !anytrue([
      for key, actions in param.always_there : glob_matches_nocase(key, self.key) && self.statement.action != null && alltrue([
        for a in self.statement.actions : contains([for known in actions : lower(known)], lower(a))
      ])
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

  example "a tag that must be there brings its key along" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:RequestTag/env": "prod"}, "ForAllValues:StringEquals": {"aws:TagKeys": ["env", "team"]}}
        }
      }
    JSON
  }

  example "a tag that need not be there brings nothing" {
    expect = "finding"
    place  = "7:105"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEqualsIfExists": {"aws:RequestTag/env": "prod"}, "ForAllValues:StringEquals": {"aws:TagKeys": ["env"]}}
        }
      }
    JSON
  }

  example "a key that every request of these actions has" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["dynamodb:GetItem", "dynamodb:query"],
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "$${www.amazon.com:user_id}"}}
        }
      }
    JSON
  }

  example "and one that a scan has not" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["dynamodb:GetItem", "dynamodb:Scan"],
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "$${www.amazon.com:user_id}"}}
        }
      }
    JSON
  }
}
