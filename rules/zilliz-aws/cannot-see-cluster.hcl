rule "zilliz-aws/cannot-see-cluster" {
  severity = "error"
  summary  = "The policy keeps Zilliz from seeing its cluster and the networks"
  why      = "Zilliz runs the cluster with this policy. Before every change it reads what there is."
  fix      = "Restore the statements EC2Read and EKSRead."
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

  always {
    actions = [
      "eks:DescribeAccessEntry", "eks:DescribeAddon", "eks:DescribeCluster",
      "eks:DescribeNodegroup", "eks:DescribePodIdentityAssociation", "eks:ListAccessEntries",
      "eks:ListAddons", "eks:ListNodegroups", "eks:ListPodIdentityAssociations",
    ]
    resources = [
      "arn:${param.partition}:eks:${param.region}:*:access-entry/${param.cluster}/*/*/*/*",
      "arn:${param.partition}:eks:${param.region}:*:addon/${param.cluster}/*/*",
      "arn:${param.partition}:eks:${param.region}:*:cluster/${param.cluster}",
      "arn:${param.partition}:eks:${param.region}:*:nodegroup/${param.cluster}/zilliz*/*",
      "arn:${param.partition}:eks:${param.region}:*:podidentityassociation/${param.cluster}/*",
    ]
    in_part = "warning"
  }

  always {
    actions = [
      "ec2:DescribeAccountAttributes", "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates", "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
    ]
    in_part = "warning"
  }

  example "a tag that a list has not" {
    expect  = "finding"
    place   = "6:37"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["ec2:Describe*", "eks:Describe*", "eks:List*"], "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["ec2:Describe*", "eks:Describe*", "eks:List*"], "Resource": "*"}
        ]
      }
    JSON
  }
}
