# Zilliz Cloud in your own AWS account: https://docs.zilliz.com/docs/byoc/activate-your-cloud
profile "zilliz-aws" {
  summary = "Zilliz Cloud BYOC on AWS"
  source  = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"
  packs   = ["zilliz-aws"]

  recognise = {
    variables = [
      { least = 2, names = ["aws_region", "aws_access_key", "aws_secret_key", "external_id"] },
      { least = 2, names = ["ExternalId", "vpc_cidr", "enable_private_link", "instances", "dataplane_id"] },
      {
        least = 2
        names = [
          "aws_lb_irsa_policy_arn", "bootstrap_role_arn", "cluster_autoscaler_irsa_policy_arn", "ebs_csi_irsa_policy_arn",
          "management_role_arn", "permission_boundary_policy_arn", "zilliz_business_irsa_policy_arn",
        ]
      },
    ]
    texts = [
      { least = 1, names = ["zilliz-byoc*", "arn:*zilliz-byoc*", "arn:aws:iam::965570967084:*", "arn:aws:iam::*:role/zilliz/*", "arn:aws:iam::*:policy/zilliz/*"] },
    ]
  }

  # The module makes its public subnet with eight more prefix bits, and AWS takes no subnet beyond /28.
  param = {
    vpc_widest    = 16
    vpc_narrowest = 20
  }

  # Which policy is which: by the actions that its Allows name.
  policies = {
    # Of those who deploy or run it; the roles of nodes and pods have policies of Kubernetes' own.
    manager = [
      {
        least = 1
        actions = [
          "ec2:CreateVpc", "ec2:RunInstances", "eks:CreateCluster", "eks:CreateNodegroup", "iam:CreateRole", "iam:PassRole",
          "iam:UpdateAssumeRolePolicy", "s3:CreateBucket",
        ]
      },
    ]
    operator = [
      {
        least = 4
        actions = [
          "ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "eks:UpdateClusterVersion", "eks:UpdateNodegroupConfig",
          "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy",
        ]
      },
      { actions = ["ec2:CreateLaunchTemplateVersion", "ec2:DescribeInstanceTypes", "eks:DescribeCluster", "eks:ListNodegroups"] },
    ]
    cross-account-trust = [
      { least = 1, actions = ["sts:AssumeRole"] },
      { least = 1, actions = ["sts:SetSourceIdentity", "sts:TagSession"] },
      { most = 0, actions = ["sts:AssumeRoleWithWebIdentity"] },
    ]
  }

  notes = {
    "terraform/secret-in-variables" = "Zilliz' guide asks for the keys in terraform.tfvars; the provider takes them from the environment just as well."
    "network/size"                  = "The module makes its public subnet with eight more prefix bits, and AWS takes no subnet beyond /28."
  }

  networks = [
    { role = "vpc", variables = ["vpc_cidr"] },
  ]

  # The activation guide of 2024 knows one Region.
  regions = ["us-west-2"]

  variables = {
    # The module of 2025 calls them region and ExternalId.
    aws_region     = { required = true, with = ["external_id", "aws_access_key", "aws_secret_key"], or = ["region"], meaning = "AWS Region of the deployment" }
    external_id    = { required = true, with = ["aws_region", "aws_access_key", "aws_secret_key"], or = ["ExternalId"], meaning = "external id of the organization" }
    aws_access_key = { meaning = "access key id of the one who deploys" }
    aws_secret_key = { meaning = "secret access key of the one who deploys" }
  }

  outputs = {
    aws_lb_irsa_policy_arn             = "policy"
    bootstrap_role_arn                 = "role"
    cluster_autoscaler_irsa_policy_arn = "policy"
    ebs_csi_irsa_policy_arn            = "policy"
    management_role_arn                = "role"
    permission_boundary_policy_arn     = "policy"
    zilliz_business_irsa_policy_arn    = "policy"
  }
}
