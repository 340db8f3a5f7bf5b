rule "zilliz-aws/cannot-make-cluster-parts" {
  severity = "error"
  summary  = "The policy keeps Zilliz from making parts of its cluster"
  why      = "Zilliz runs the cluster with this policy. Node groups, add-ons and access entries are made with the tag Vendor in the request. (Of eks:CreateCluster AWS documents no resource, so that nothing is claimed of it.)"
  fix      = "Restore the statement EKSCreate."
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
      "eks:CreateAccessEntry", "eks:CreateAddon", "eks:CreateNodegroup",
      "eks:CreatePodIdentityAssociation",
    ]
    resources = ["arn:${param.partition}:eks:${param.region}:*:cluster/${param.cluster}"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "another name" {
    expect  = "finding"
    place   = "5:62"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:DeleteCluster", "iam:PassRole", "iam:UpdateAssumeRolePolicy", "ec2:RunInstances"], "Resource": "*"},
          {"Effect": "Allow", "Action": "eks:Create*", "Resource": "arn:aws:eks:*:*:cluster/byoc-*",
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
          {"Effect": "Allow", "Action": ["eks:DeleteCluster", "iam:PassRole", "iam:UpdateAssumeRolePolicy", "ec2:RunInstances"], "Resource": "*"},
          {"Effect": "Allow", "Action": "eks:Create*", "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
