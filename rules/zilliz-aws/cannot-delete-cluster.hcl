rule "zilliz-aws/cannot-delete-cluster" {
  severity = "error"
  summary  = "The policy keeps Zilliz from deleting its cluster"
  why      = "Zilliz runs the cluster with this policy. When the project is removed, Zilliz deletes what it has made: what it cannot delete stays, and is paid for."
  fix      = "Restore the statement EkSDelete."
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
      "eks:DeleteAccessEntry", "eks:DeleteAddon", "eks:DeleteCluster", "eks:DeleteNodegroup",
      "eks:DeletePodIdentityAssociation",
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

  example "denied" {
    expect  = "finding"
    place   = "5:5"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "eks:*", "iam:*"], "Resource": "*"},
          {"Sid": "Keep", "Effect": "Deny", "Action": "eks:Delete*", "Resource": "*"}
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
          {"Effect": "Allow", "Action": "eks:Delete*", "Resource": ["arn:aws:eks:*:*:*/zilliz-byoc-*"]}
        ]
      }
    JSON
  }
}
