rule "aws-iam/if-exists-opens-allow" {
  severity = "warning"
  summary  = "A guard of an Allow has IfExists: it lets every request without the key pass"
  why      = "With IfExists the condition holds when the request has no such key. As a guard on tags it allows the actions on every untagged resource, as one on ExternalId or MFA it allows callers that send none."
  fix      = "Use the operator without IfExists. Where some resources of the call never have the key, give them a statement of their own."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists"
  tags     = ["security"]

  param "guard_keys" {
    default = [
      "*:ResourceTag/*", "aws:RequestTag/*", "aws:PrincipalTag/*", "sts:ExternalId",
      "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount",
      "aws:PrincipalArn", "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpc",
      "aws:SourceVpcArn", "aws:SourceVpce", "aws:SourceAccount", "aws:SourceArn",
      "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:MultiFactorAuthPresent",
      "aws:MultiFactorAuthAge", "ec2:CreateAction", "iam:PassedToService",
      "iam:PermissionsBoundary", "*:aud", "*:sub",
    ]
    summary = "globs of keys that say who may, from where, or on what"
  }

  each "condition" {
    where   = self.effect == "Allow" && self.known && self.if_exists && !self.negated && self.qualifier != "ForAllValues" && !self.empty
    finding = anytrue([for k in param.guard_keys : glob_matches_nocase(k, self.key)]) && !anytrue([
      for c in self.statement.condition : c.needs_key && replace(c.lower_key, "/^[^:]*:resourcetag/", "resourcetag") == replace(self.lower_key, "/^[^:]*:resourcetag/", "resourcetag")
    ])
    message = "${self.operator} on ${self.key} lets every request without this key pass"
    help    = "write ${trimsuffix(self.operator, "IfExists")}"
  }

  example "untagged resources pass" {
    expect = "finding"
    place  = "7:42"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLikeIfExists": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "callers without MFA pass" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}
        }
      }
    JSON
  }

  example "the tag must be there" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLikeIfExists": {"ec2:ResourceTag/Name": "cce-*"}, "Null": {"aws:ResourceTag/Name": "false"}}
        }
      }
    JSON
  }

  example "a negated operator in a Deny is unchanged by it" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotLikeIfExists": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a property that only some resources of the call have" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:RunInstances",
          "Resource": "*",
          "Condition": {"StringLikeIfExists": {"ec2:InstanceType": "t3.*"}}
        }
      }
    JSON
  }

  example "ForAllValues and an empty list have rules of their own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLikeIfExists": {"aws:ResourceTag/Name": "cce-*"}, "StringLikeIfExists": {"aws:ResourceTag/Team": []}}
        }
      }
    JSON
  }
}
