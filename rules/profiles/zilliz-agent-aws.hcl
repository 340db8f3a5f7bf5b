# Zilliz Cloud BYOC-I, with an agent in your account and Terraform that you run yourself.  Its files have all marks of the
# other profile as well; profiles are tried in the order of their names, and this one comes first.
profile "zilliz-agent-aws" {
  summary = "Zilliz Cloud BYOC-I on AWS"
  source  = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/examples/aws-project-byoc-I"
  packs   = ["zilliz-aws"]

  recognise = {
    variables = [
      { least = 2, names = ["customer_ecr", "customer_vpc_id", "customer_*_subnet_ids", "dataplane_id", "minimal_roles", "project_id"] },
    ]
    files = [
      { least = 1, names = ["byoc-i-eks.json", "byoc-i-iam.json", "byoc-i-route53.json", "byoc-i-s3.json", "byoc-i-vpc.json"] },
    ]
  }

  # The module makes its public subnet with eight more prefix bits, and AWS takes no subnet beyond /28.
  param = {
    vpc_widest    = 16
    vpc_narrowest = 20
    # Its clusters and roles have no prefix that the policies would hold on to.
    cluster = "*"
    role    = "*"
    bucket  = "*"
  }

  # Which policy is which: by the actions that its Allows name.  Four published files are one deployer.
  policies = {
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
    deployer = [
      {
        least = 5
        actions = [
          "ec2:CreateNatGateway", "ec2:CreateRouteTable", "ec2:CreateSubnet", "ec2:CreateVpc", "iam:CreatePolicy", "iam:CreateRole",
          "s3:CreateBucket",
        ]
      },
      { actions = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "iam:DeleteRole", "iam:GetPolicy", "s3:GetBucketAcl", "s3:ListBucket"] },
    ]
    cross-account-trust = [
      { least = 1, actions = ["sts:AssumeRole"] },
      { least = 1, actions = ["sts:SetSourceIdentity", "sts:TagSession"] },
      { most = 0, actions = ["sts:AssumeRoleWithWebIdentity"] },
    ]
  }

  # Published so: the policies have no limits by names, and hardly any by tags.
  severity = {
    "zilliz-aws/cluster-access"              = "warning"
    "zilliz-aws/foreign-bucket"              = "warning"
    "zilliz-aws/foreign-cluster"             = "warning"
    "zilliz-aws/foreign-instance-or-network" = "warning"
    "zilliz-aws/foreign-launch-template"     = "warning"
    "zilliz-aws/foreign-role"                = "warning"
    "zilliz-aws/foreign-tagged"              = "warning"
    "zilliz-aws/foreign-untagged"            = "warning"
    "zilliz-aws/launch-template-not-tagged"  = "warning"
    "zilliz-aws/role-without-boundary"       = "warning"
  }

  notes = {
    "network/size" = "The module makes its public subnet with eight more prefix bits, and AWS takes no subnet beyond /28."
  }

  # It has more Regions than the licence of 2024.
  off = ["zilliz-aws/region"]

  networks = [
    { role = "vpc", variables = ["vpc_cidr"] },
  ]

  variables = {
    project_id   = { required = true, with = ["project_id"], meaning = "id of the project in Zilliz Cloud" }
    dataplane_id = { required = true, with = ["dataplane_id"], meaning = "id of the data plane" }
    vpc_cidr     = { required = true, with = ["vpc_cidr"], meaning = "block of the VPC that is made" }
  }

  outputs = {}
}
