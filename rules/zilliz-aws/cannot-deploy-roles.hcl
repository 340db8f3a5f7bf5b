rule "zilliz-aws/cannot-deploy-roles" {
  severity = "error"
  summary  = "The policies keep Terraform from making the roles of BYOC-I"
  why      = "Terraform makes the network, roles and buckets of BYOC-I with the policies that Zilliz publishes, four or five of them for one user or role. It makes the roles of the cluster and the agent, with their policies."
  fix      = "Compare with byoc-i-iam.json, as published. Where roles of yours have another name, say so: --param role=GLOB."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/examples/aws-project-byoc-I/terraform-permissions"
  applies  = { kind = ["identity"], role = "deployer" }

  param "role" {
    default = "zilliz-byoc*"
    summary = "glob of the names of its roles and policies"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  always {
    actions = [
      "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DetachRolePolicy",
      "iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies", "iam:TagRole",
    ]
    resources = ["arn:${param.partition}:iam::*:role/${param.role}"]
    in_part   = "warning"
  }

  always {
    actions = [
      "iam:CreatePolicy", "iam:DeletePolicy", "iam:GetPolicy", "iam:GetPolicyVersion",
      "iam:ListPolicyVersions", "iam:TagPolicy",
    ]
    resources = ["arn:${param.partition}:iam::*:policy/${param.role}"]
    in_part   = "warning"
  }

  example "made and never deleted" {
    expect  = "finding"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "s3:*", "iam:Attach*", "iam:C*", "iam:G*", "iam:L*", "iam:T*"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "as published, without a limit" {
    expect  = "none"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "s3:*", "iam:*"], "Resource": "*"}
        ]
      }
    JSON
  }
}
