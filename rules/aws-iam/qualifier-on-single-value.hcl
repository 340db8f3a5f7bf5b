rule "aws-iam/qualifier-on-single-value" {
  severity = "warning"
  summary  = "A set operator is used on a key that has a single value"
  why      = "ForAllValues holds for a request without the key, so an untagged resource or an anonymous caller passes the guard. ForAnyValue with a negated operator fails without the key, where the plain operator holds: a Deny loses its grip on what is untagged."
  fix      = "Write the operator without ForAllValues or ForAnyValue."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key"
  aliases  = ["FORALLVALUES_WITH_SINGLE_VALUED_KEY"]
  tags     = ["security"]

  param "single_valued" {
    default = [
      "*:ResourceTag/*", "aws:RequestTag/*", "aws:PrincipalTag/*", "aws:AssumedRoot",
      "aws:CalledViaFirst", "aws:CalledViaLast", "aws:CurrentTime",
      "aws:Ec2InstanceSourcePrivateIPv4", "aws:Ec2InstanceSourceVpc", "aws:EpochTime",
      "aws:FederatedProvider", "aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent",
      "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalIsAWSService",
      "aws:PrincipalOrgID", "aws:PrincipalServiceName", "aws:PrincipalType", "aws:Referer",
      "aws:RequestedRegion", "aws:ResourceAccount", "aws:ResourceOrgID",
      "aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn", "aws:SourceIdentity",
      "aws:SourceIp", "aws:SourceOrgID", "aws:SourceVpc", "aws:SourceVpcArn",
      "aws:SourceVpce", "aws:TokenIssueTime", "aws:UserAgent", "aws:userid", "aws:username",
      "aws:ViaAWSService", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpcSourceIp",
      "ec2:CreateAction", "iam:AWSServiceName", "iam:PassedToService",
      "iam:PermissionsBoundary", "iam:PolicyARN", "sts:ExternalId", "sts:RoleSessionName",
    ]
    summary = "globs of keys that have one value"
  }

  each "condition" {
    where   = self.known && !self.empty && self.base != "Null" && (self.qualifier == "ForAllValues" || self.qualifier == "ForAnyValue" && self.negated && !self.if_exists)
    finding = anytrue([for k in param.single_valued : glob_matches_nocase(k, self.key)])
    message = "${self.key} has a single value: ${self.operator} ${self.qualifier == "ForAllValues" ? "holds" : "does not hold"} for a request without it"
    at      = self.operator
  }

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
}
