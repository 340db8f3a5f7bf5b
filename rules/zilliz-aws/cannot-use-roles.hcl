rule "zilliz-aws/cannot-use-roles" {
  severity = "error"
  summary  = "The policy keeps Zilliz from using its own roles"
  why      = "Zilliz runs the cluster with this policy. It passes its roles to EKS, and tells in their trust policies which pods may assume them once the cluster has its identity provider."
  fix      = "Restore the statements IAMPassRoleToEKS, IAMUpdateTrustPolicyForEKSRole and CreateOpenIDConnectProvider. Where roles of yours have another name, say so: --param role=GLOB."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  applies  = { kind = ["identity"], role = "operator" }

  param "role" {
    default = "zilliz-byoc*"
    summary = "glob of the names of its roles"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  always {
    actions   = ["iam:PassRole"]
    resources = ["arn:${param.partition}:iam::*:role/${param.role}"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["eks.amazonaws.com"]
    }
  }

  always {
    actions   = ["iam:UpdateAssumeRolePolicy"]
    resources = ["arn:${param.partition}:iam::*:role/${param.role}"]
    in_part   = "warning"
  }

  always {
    actions   = ["iam:CreateOpenIDConnectProvider"]
    resources = ["arn:${param.partition}:iam::*:oidc-provider/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "another name" {
    expect  = "finding"
    place   = "4:213"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "arn:aws:iam::*:role/byoc-*"}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz-byoc*",
           "Condition": {"StringEquals": {"iam:PassedToService": "eks.amazonaws.com"}}}
        ]
      }
    JSON
  }
}
