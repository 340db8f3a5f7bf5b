rule "zilliz-aws/cannot-change-cluster" {
  severity = "error"
  summary  = "The policy keeps Zilliz from changing its cluster"
  why      = "Zilliz runs the cluster with this policy. Upgrades change the cluster, its node groups and add-ons, which have the tag Vendor."
  fix      = "Restore the statement EKSUpdate."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  applies  = { kind = ["identity"], role = "operator" }

  param "cluster" {
    default = "zilliz-byoc-*"
    summary = "glob of the names of its clusters"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the deployment; *: any"
  }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  always {
    actions = [
      "eks:UpdateAccessEntry", "eks:UpdateAddon", "eks:UpdateClusterConfig",
      "eks:UpdateClusterVersion", "eks:UpdateNodegroupConfig", "eks:UpdateNodegroupVersion",
      "eks:UpdatePodIdentityAssociation",
    ]
    resources = [
      "arn:${param.partition}:eks:${param.region}:*:access-entry/${param.cluster}/*/*/*/*",
      "arn:${param.partition}:eks:${param.region}:*:addon/${param.cluster}/*/*",
      "arn:${param.partition}:eks:${param.region}:*:cluster/${param.cluster}",
      "arn:${param.partition}:eks:${param.region}:*:nodegroup/${param.cluster}/zilliz*/*",
      "arn:${param.partition}:eks:${param.region}:*:podidentityassociation/${param.cluster}/*",
    ]
    in_part = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "the tag of the request, which is not there" {
    expect  = "finding"
    place   = "6:37"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "eks:Update*", "Resource": "*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "eks:Update*", "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
